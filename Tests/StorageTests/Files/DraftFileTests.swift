import Foundation
import Storage
import StorageTesting
import Testing

struct DraftFileTests {
    @Test("a file is in its place only when it is whole, and then as it was written")
    func whole() async throws {
        try await TestFolder.with { folder in
            let file = try DraftFile(for: folder["copy"])
            try file.write(Array("one ".utf8))
            try file.write(Array("two".utf8))
            #expect(folder.names == ["copy.part"])
            try file.sync()
            try file.place()
            #expect(folder.names == ["copy"])
            #expect(try String(contentsOfFile: folder["copy"], encoding: .utf8) == "one two")
        }
    }

    @Test("what a killed process left is thrown away; what another writes is left to it")
    func others() async throws {
        try await TestFolder.with { folder in
            try Data("left over".utf8).write(to: URL(fileURLWithPath: folder["copy.part"]))
            let file = try DraftFile(for: folder["copy"])
            #expect(throws: StorageError.busy) { try DraftFile(for: folder["copy"]) }
            try file.write([1])
            try file.place()
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder["copy"])) == Data([1]))
            let next = try DraftFile(for: folder["copy"])
            next.discard()
            #expect(folder.names == ["copy"])
        }
    }

    @Test("where no file can be, it says so")
    func nowhere() {
        #expect(throws: StorageError.unreachable("/nowhere/copy.part")) { try DraftFile(for: "/nowhere/copy") }
    }
}
