import Foundation

/// Points of a comparison, and what was missed.
struct MailScore {
    private(set) var points: [String: (hit: Int, all: Int)] = [:]
    private(set) var misses: [String] = []

    mutating func count(_ source: String, _ file: String, _ field: String, expected: String, found: String) {
        count(source, file, field, Self.agree(expected, found), "expected \(expected.prefix(160).debugDescription), found \(found.prefix(160).debugDescription)")
    }

    /// Where a source gave up on a byte and states U+FFFD, any character will do.
    static func agree(_ expected: String, _ found: String) -> Bool {
        guard expected.unicodeScalars.contains("\u{FFFD}") else { return expected == found }
        return expected.count == found.count && zip(expected, found).allSatisfy { $0 == $1 || $0 == "\u{FFFD}" }
    }

    mutating func count(_ source: String, _ file: String, _ field: String, _ isHit: Bool, _ detail: @autoclosure () -> String) {
        for key in [source, "all"] {
            points[key, default: (0, 0)].all += 1
            if isHit { points[key, default: (0, 0)].hit += 1 }
        }
        if !isHit { misses.append("\(file) \(field): \(detail())") }
    }

    var share: Double {
        let all = points["all"] ?? (0, 0)
        return all.all == 0 ? 0 : Double(all.hit) / Double(all.all)
    }

    /// For a person to read.
    var table: String {
        let rows = points.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.hit) of \($0.value.all)" }
        return (rows + misses.map { "  " + $0 }).joined(separator: "\n")
    }
}

extension String {
    var withoutSpace: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" })).precomposedStringWithCanonicalMapping
    }
}
