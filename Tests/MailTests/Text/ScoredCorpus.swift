import Foundation
import Testing

/// A folder of cases collected from other projects, read where it lies; its tests are skipped where it does not.
struct ScoredCorpus {
    struct Case: @unchecked Sendable {
        let id: String
        let source: String
        let file: URL?
        /// JSON as it came; read only.
        let expected: [String: Any]?

        var bytes: [UInt8] { file.flatMap { try? Data(contentsOf: $0) }.map(Array.init) ?? [] }
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    let cases: [Case]

    static let root = ProcessInfo.processInfo.environment["AMPARO_CORPORA"] ?? "../shared/corpora"

    static func isThere(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(name)/cases.jsonl")
    }

    init(_ name: String) throws {
        let folder = URL(fileURLWithPath: "\(Self.root)/\(name)")
        let lines = try Data(contentsOf: folder.appendingPathComponent("cases.jsonl")).split(separator: UInt8(ascii: "\n"))
        cases = try lines.compactMap { line in
            guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let id = object["id"] as? String
            else { return nil }
            return Case(
                id: id, source: object["source"] as? String ?? "", file: (object["file"] as? String).map(folder.appendingPathComponent),
                expected: object["expected"] as? [String: Any])
        }
    }
}

/// Right answers by source, printed as a table.
struct ScoreTable {
    private var rows: [String: (right: Int, all: Int)] = [:]
    private(set) var wrong: [String] = []

    mutating func count(_ isRight: Bool, in row: String, _ id: String) {
        rows[row, default: (0, 0)].all += 1
        if isRight { rows[row]!.right += 1 } else { wrong.append("\(row) \(id)") }
    }

    /// 0 to 1; 1 where nothing was counted.
    func share(of row: String? = nil) -> Double {
        let counted = row.map { [rows[$0] ?? (0, 0)] } ?? Array(rows.values)
        let all = counted.reduce(0) { $0 + $1.all }
        return all == 0 ? 1 : Double(counted.reduce(0) { $0 + $1.right }) / Double(all)
    }

    func show(_ title: String) {
        print("\n\(title)")
        for (row, score) in rows.sorted(by: { $0.key < $1.key }) {
            print("  \(row.padding(toLength: 40, withPad: " ", startingAt: 0)) \(score.right) / \(score.all)")
        }
        for line in wrong.sorted() { print("    not met: \(line)") }
    }
}
