import Foundation

/// Samples that others published, read where they lie; tests say so when they are missing.
enum MailCorpora {
    static let root: URL = {
        let path = ProcessInfo.processInfo.environment["AMPARO_CORPORA"] ?? "../shared/corpora"
        return URL(filePath: path, directoryHint: .isDirectory, relativeTo: URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory))
    }()

    static func isThere(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: folder).path)
    }

    struct Sample {
        let name: String
        let source: String
        let expected: [String: Any]?
        let bytes: [UInt8]
    }

    static func samples(_ folder: String) throws -> [Sample] {
        try lines(folder, "cases.jsonl").compactMap { line in
            guard let file = line["file"] as? String, let source = line["source"] as? String else { return nil }
            return Sample(name: file, source: source, expected: line["expected"] as? [String: Any], bytes: try bytes(folder, file))
        }
    }

    static func bytes(_ folder: String, _ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: folder).appending(path: file)))
    }

    /// How Python reads them, by file.
    static func features(_ folder: String) throws -> [String: [String: Any]] {
        var features: [String: [String: Any]] = [:]
        for line in try lines(folder, "features.jsonl") {
            if let file = line["file"] as? String { features[file] = line }
        }
        return features
    }

    private static func lines(_ folder: String, _ file: String) throws -> [[String: Any]] {
        try Data(contentsOf: root.appending(path: folder).appending(path: file)).split(separator: 0x0A).compactMap {
            try JSONSerialization.jsonObject(with: $0) as? [String: Any]
        }
    }
}
