import Foundation

extension SQL {
    /// Longer lists stay one parameter, which the server takes for a table.
    private static let longest = 1024
    private static let mark = "IN (SELECT value FROM {"

    /// With a parameter for each item where a column is compared with a list: MariaDB looks such items up in an index, and reads a
    /// whole table for a list that it gets as JSON. Lists are filled up to few lengths, so that the statements stay few.
    var withListsSpelledOut: SQL {
        guard text.holds(Self.mark) else { return self }
        let pieces = text.components(separatedBy: Self.mark)
        var text = pieces[0], values: [Value] = [], rest = self.values[...]
        for piece in pieces.dropFirst() {
            let count = text.parameters - values.count
            values += rest.prefix(count)
            rest = rest.dropFirst(count)
            let areTexts = piece.hasPrefix("texts})"), word = areTexts ? "texts})" : "numbers})"
            if let list = rest.first, let items = Self.items(list, areTexts: areTexts, isNot: text.hasSuffix("NOT ")) {
                rest = rest.dropFirst()
                text += items.text + piece.dropFirst(word.utf8.count)
                values += items.values
            } else {
                text += Self.mark + piece
            }
        }
        return SQL(text: text, values: values + rest)
    }

    private static func items(_ value: Value, areTexts: Bool, isNot: Bool) -> SQL? {
        guard case .text(let json) = value, let items = areTexts ? texts(json) : numbers(json), items.count <= longest else { return nil }
        // Of a list without items the server sees that nothing is in it; of an empty table only when it has read all others.
        guard let last = items.last else { return isNot ? "IN (NULL) IS NULL" : "IN (NULL)" }
        var length = 1
        while length < items.count { length *= 2 }
        let filled = items + repeatElement(last, count: length - items.count)
        return SQL(text: "IN (" + filled.map { _ in "?" }.joined(separator: ", ") + ")", values: filled)
    }

    private static func texts(_ json: String) -> [Value]? {
        try? JSONDecoder().decode([String].self, from: Data(json.utf8)).map(\.value)
    }

    private static func numbers(_ json: String) -> [Value]? {
        let parts = json.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ","))
        let numbers = parts.compactMap { Int64(Substring($0)) }
        return numbers.count == parts.count ? numbers.map(\.value) : nil
    }
}

extension String {
    /// How many parameters stand in it: marks, and words for lists.
    fileprivate var parameters: Int {
        piecesBetweenMarks.count - 1 + ["{numbers}", "{texts}"].reduce(0) { $0 + components(separatedBy: $1).count - 1 }
    }

    /// Found byte by byte, which a long statement asks for.
    fileprivate func holds(_ word: String) -> Bool {
        withCString { strstr($0, word) != nil }
    }
}
