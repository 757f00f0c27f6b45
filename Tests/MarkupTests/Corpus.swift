import Foundation

/// Cases written by others, read where they lie.
enum Corpus {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPARO_CORPORA"] { return URL(filePath: path, directoryHint: .isDirectory) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appending(path: "shared/corpora", directoryHint: .isDirectory)
    }()

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "\(name)/cases.jsonl").path)
    }

    struct HTMLCase: Decodable {
        struct Expectation: Decodable {
            let one_of: [String]?
            let inert: Bool?
        }
        let id: String
        let html: String
        let source: String
        let policy: String?
        let expected: Expectation
    }

    static func htmlCases() throws -> [HTMLCase] {
        let text = try String(contentsOf: folder.appending(path: "html-sanitise/cases.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(HTMLCase.self, from: Data($0.utf8)) }
    }

    /// The HTML files of a corpus.
    static func files(in name: String) throws -> [String] {
        let folder = folder.appending(path: name)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "html" }.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    }

    private struct TextCase: Decodable {
        let text: String?
    }

    static func texts(in name: String) throws -> [String] {
        let lines = try String(contentsOf: folder.appending(path: "\(name)/cases.jsonl"), encoding: .utf8).split(separator: "\n")
        return try lines.compactMap { try JSONDecoder().decode(TextCase.self, from: Data($0.utf8)).text }
    }
}
