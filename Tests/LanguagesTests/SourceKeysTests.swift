import Foundation
import Primitives
import Testing

@testable import Languages

/// What the sources ask for must be there.
@Suite struct SourceKeysTests {
    @Test("every key written in the sources has a text in all four languages")
    func everyKeyIsKnown() throws {
        // words("…"), words.count("…"), Notice("…")
        let pattern = try Regex(#"(?:\bwords(?:\.count)?|\bNotice)\(\s*"([^"\\]+)""#, as: (Substring, Substring).self)
        var seen = 0
        var missing: [String] = []
        for (path, source) in try HouseFiles.texts(in: "Sources", suffix: ".swift") {
            for match in source.matches(of: pattern) {
                seen += 1
                let key = String(match.1)
                // A key that ends in a dot is completed by a name of an enumeration.
                let lacking = Language.allCases.filter { language in
                    let words = Words(language)
                    return key.hasSuffix(".") ? words.sources(prefix: key).isEmpty : !words.knows(key)
                }.map(\.rawValue)
                if !lacking.isEmpty { missing.append("\(match.1) in \(path): \(lacking.joined(separator: " "))") }
            }
        }
        #expect(missing == [])
        #expect(seen > 50)
    }

    @Test("every file of Public and Texts is carried by the binary: run Sources/CPublic/embed.sh")
    func everyFileIsEmbedded() throws {
        let house = HouseFiles.root
        let expected = try HouseFiles.names(in: "Public") + HouseFiles.names(in: "Sources/Languages/Texts").map { String($0.dropFirst("Sources/Languages/".count)) }
        #expect(EmbeddedFiles.paths == expected.sorted())
        for path in EmbeddedFiles.paths {
            let file = house.appendingPathComponent(path.hasPrefix("Texts/") ? "Sources/Languages/\(path)" : path)
            #expect(try Data(contentsOf: file) == Data(EmbeddedFiles.file(path) ?? []), "\(path)")
        }
    }

    @Test("a path that is not there has no file")
    func missing() {
        #expect(EmbeddedFiles.file("Public/../Package.swift") == nil)
    }
}

/// The files of the source tree these tests were built from.
enum HouseFiles {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Paths below the root, hidden files left out, sorted.
    static func names(in folder: String) throws -> [String] {
        let start = root.appendingPathComponent(folder)
        let all = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        let files = (all?.allObjects as? [URL] ?? []).filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
        return files.map { String($0.path.dropFirst(root.path.count + 1)) }.sorted()
    }

    static func texts(in folder: String, suffix: String) throws -> [(path: String, text: String)] {
        try names(in: folder).filter { $0.hasSuffix(suffix) }.map { path in
            (path, try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
        }
    }
}
