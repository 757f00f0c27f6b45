import Foundation

/// The corpora that lie beside the project on some machines.
enum Corpus {
    private static var folder: URL {
        if let path = ProcessInfo.processInfo.environment["AMPARO_CORPORA"] { return URL(filePath: path, directoryHint: .isDirectory) }
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appending(path: "../shared/corpora", directoryHint: .isDirectory).standardized
    }

    private static func file(_ name: String) -> URL { folder.appending(path: "\(name)/cases.jsonl") }

    static func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path) }

    static func rows<Row: Decodable>(_ name: String, as _: Row.Type) throws -> [Row] {
        let text = try String(contentsOf: file(name), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }
}
