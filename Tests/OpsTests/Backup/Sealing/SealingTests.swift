import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Ops

struct SealingTests {
    private static let piece = 1024

    private func write(_ text: [UInt8], to path: String, _ passphrase: String = "correct horse") throws {
        let file = try DraftFile(for: path)
        var writer = try SealedWriter(file, Passphrase(passphrase), randomness: .system, piece: Self.piece)
        for begin in stride(from: 0, to: text.count, by: 700) { try writer.append(text[begin..<min(begin + 700, text.count)]) }
        try writer.finish()
        try file.place()
    }

    private func read(_ path: String, _ passphrase: String = "correct horse") throws -> [UInt8] {
        var reader = try SealedReader(path, Passphrase(passphrase)), text: [UInt8] = []
        while let piece = try reader.next() { text += piece }
        return text
    }

    @Test("what was sealed comes back, at any length", arguments: [0, 1, 1023, 1024, 1025, 2048, 10_000])
    func roundTrip(length: Int) async throws {
        try await TestFolder.with { folder in
            let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try write(text, to: folder["a"])
            #expect(try read(folder["a"]) == text)
        }
    }

    @Test("letters that are composed otherwise are the same passphrase; any other is refused, and an empty one none")
    func passphrases() async throws {
        try await TestFolder.with { folder in
            try write([1, 2, 3], to: folder["a"], "contrase\u{F1}a")
            #expect(try read(folder["a"], "contrasen\u{303}a") == [1, 2, 3])
            #expect(throws: BackupError.wrongPassphrase(folder["a"])) { try read(folder["a"], "contrasena") }
            #expect(throws: BackupError.noPassphrase) { try Passphrase("") }
        }
    }

    @Test("the same text is sealed in other bytes each time, and can be read in none")
    func secrecy() async throws {
        try await TestFolder.with { folder in
            let text = Array(String(repeating: "the same words ", count: 200).utf8)
            try write(text, to: folder["a"])
            try write(text, to: folder["b"])
            let (one, other) = (try bytes(folder["a"]), try bytes(folder["b"]))
            #expect(one.suffix(2000) != other.suffix(2000))
            #expect(one.range(of: Data("same words".utf8)) == nil)
        }
    }

    @Test("whatever bit is flipped, the file is refused")
    func flipped() async throws {
        try await TestFolder.with { folder in
            try write((0..<3000).map { UInt8(truncatingIfNeeded: $0) }, to: folder["a"])
            let whole = try bytes(folder["a"])
            // Of the numbers that say how hard a guess is some are too large to try; the others are tried with what they ask for.
            let places = [0, 13, 14, 18, 30, 32, 46, 50, 79, 80, 500, 1200, 2600, whole.count - 1]
            for place in places {
                var copy = whole
                copy[place] ^= 4
                try copy.write(to: URL(fileURLWithPath: folder["b"]))
                #expect(throws: BackupError.self, "byte \(place)") { try read(folder["b"]) }
            }
        }
    }

    @Test("a file that was cut off anywhere, or has more behind it, is refused")
    func truncated() async throws {
        try await TestFolder.with { folder in
            try write((0..<3000).map { UInt8(truncatingIfNeeded: $0) }, to: folder["a"])
            let whole = try bytes(folder["a"]), head = BackupHeader.length + BackupHeader.codeLength, sealed = Self.piece + 16
            for length in [0, 10, head, head + 5, head + sealed, head + 2 * sealed, whole.count - 1] {
                try whole.prefix(length).write(to: URL(fileURLWithPath: folder["b"]))
                #expect(throws: BackupError.self, "\(length) bytes") { try read(folder["b"]) }
            }
            try (whole + [0]).write(to: URL(fileURLWithPath: folder["b"]))
            #expect(throws: BackupError.damaged(folder["b"])) { try read(folder["b"]) }
        }
    }

    @Test("pieces in another order, twice or from another file are refused")
    func reordered() async throws {
        try await TestFolder.with { folder in
            let text = (0..<3500).map { UInt8(truncatingIfNeeded: $0) }
            try write(text, to: folder["a"])
            try write(text, to: folder["b"])
            let (one, other) = (try bytes(folder["a"]), try bytes(folder["b"]))
            let head = BackupHeader.length + BackupHeader.codeLength, sealed = Self.piece + 16
            func piece(_ number: Int, of data: Data) -> Data { data[(head + number * sealed)..<(head + (number + 1) * sealed)] }
            let rest = one.dropFirst(head + 2 * sealed)
            for pieces in [
                piece(1, of: one) + piece(0, of: one), piece(0, of: one) + piece(0, of: one), piece(0, of: one) + piece(1, of: other),
                piece(1, of: one),
            ] {
                try (one.prefix(head) + pieces + rest).write(to: URL(fileURLWithPath: folder["c"]))
                #expect(throws: BackupError.damaged(folder["c"])) { try read(folder["c"]) }
            }
        }
    }

    @Test("another file is no backup, and one of a later format says so")
    func others() async throws {
        try await TestFolder.with { folder in
            try Data("SQLite format 3".utf8).write(to: URL(fileURLWithPath: folder["a"]))
            #expect(throws: BackupError.notABackup(folder["a"])) { try read(folder["a"]) }
            try write([1], to: folder["b"])
            var copy = try bytes(folder["b"])
            copy[14] = 2
            try copy.write(to: URL(fileURLWithPath: folder["b"]))
            #expect(throws: BackupError.newerFormat(folder["b"])) { try read(folder["b"]) }
            #expect(throws: StorageError.unreachable(folder["c"])) { try read(folder["c"]) }
        }
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
}
