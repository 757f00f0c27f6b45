import Foundation

extension SQL {
    /// Longer lists stay one parameter, which the server takes for a table.
    private static let longest = 1024

    /// With a parameter for each item where a column is compared with a list: MariaDB looks such items up in an index, and reads a
    /// whole table for a list that it gets as JSON. Lists are filled up to few lengths, so that the statements stay few.
    var withListsSpelledOut: SQL {
        guard text.contains("IN (SELECT value FROM {") else { return self }
        var result = SQL.empty, rest = text[...], values = self.values[...]
        while let mark = rest.firstMatch(of: /\?|IN \(SELECT value FROM \{(numbers|texts)\}\)|\{(numbers|texts)\}/) {
            let value = values.popFirst() ?? .null
            result += SQL(text: String(rest[..<mark.range.lowerBound]), values: [])
            if let kind = mark.output.1, let items = Self.items(value, areTexts: kind == "texts") {
                result += items
            } else {
                result += SQL(text: String(mark.output.0), values: [value])
            }
            rest = rest[mark.range.upperBound...]
        }
        return result + SQL(text: String(rest), values: [])
    }

    private static func items(_ value: Value, areTexts: Bool) -> SQL? {
        guard case .text(let json) = value else { return nil }
        let data = Data(json.utf8), decoder = JSONDecoder()
        let items: [Value]? =
            areTexts ? try? decoder.decode([String].self, from: data).map(\.value) : try? decoder.decode([Int64].self, from: data).map(\.value)
        guard let items, items.count <= longest else { return nil }
        guard let last = items.last else { return "IN (SELECT 1 FROM DUAL WHERE 1 = 0)" }
        var length = 1
        while length < items.count { length *= 2 }
        let filled = items + repeatElement(last, count: length - items.count)
        return SQL(text: "IN (" + filled.map { _ in "?" }.joined(separator: ", ") + ")", values: filled)
    }
}
