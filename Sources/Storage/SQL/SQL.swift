/// A statement. What is interpolated is always bound, never pasted; another `SQL` is spliced with its parameters.
///
///     "SELECT subject FROM ticket WHERE department = \(department) AND id = \(id)"
///
/// The text is what the three engines share. What they do not share is a name of ``Dialect``.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// With `?` for each parameter and `{name}` for each word of the dialect.
    package private(set) var text: String
    package private(set) var values: [Value]

    package init(stringLiteral literal: StaticString) {
        text = "\(literal)"
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// - Parameters:
    ///   - text: made of words of the program, with `?` for each of the values
    init(text: String, values: [Value]) {
        self.text = text
        self.values = values
    }

    /// The name of a table or column, as the database gives it.
    init(name: String) {
        text = "\"" + name.replacing("\"", with: "\"\"") + "\""
        values = []
    }

    package static let empty: SQL = ""

    package static func + (one: SQL, other: SQL) -> SQL {
        var sum = one
        sum.text += other.text
        sum.values += other.values
        return sum
    }

    package static func += (one: inout SQL, other: SQL) {
        one.text += other.text
        one.values += other.values
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        package mutating func appendInterpolation(_ value: some Bindable) {
            text += "?"
            values.append(value.value)
        }

        package mutating func appendInterpolation(_ value: (some Bindable)?) {
            text += "?"
            values.append(value?.value ?? .null)
        }

        package mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            values += part.values
        }

        /// A condition that leads no engine to an index, since another leads to fewer rows: `\(filter: "state = \(state)")`.
        package mutating func appendInterpolation(filter condition: SQL) {
            text += "(\(condition.text)) IS TRUE"
            values += condition.values
        }

        /// A word that each engine spells in its own way.
        package mutating func appendInterpolation(_ word: Dialect.Word) {
            text += "{\(word.rawValue)}"
        }

        /// The type of a text of at most `length` characters.
        package mutating func appendInterpolation(varchar length: Int) {
            text += "{varchar \(length)}"
        }

        /// `column IN \(anyOf: ids)`: one parameter whatever the length, so prepared statements stay few. Of bytes it is a
        /// parameter each, since JSON has none. What is NULL is left out.
        package mutating func appendInterpolation<Item: Bindable>(anyOf list: some Sequence<Item>) {
            var json = "[", bytes: [Value] = []
            for item in list {
                switch item.value {
                case .null: continue
                case .blob(let content): bytes.append(.blob(content))
                case let value:
                    if json.utf8.count > 1 { json += "," }
                    json += value.json
                }
            }
            if bytes.isEmpty {
                text += Item.isText ? "(SELECT value FROM {texts})" : "(SELECT value FROM {numbers})"
                values.append(.text(json + "]"))
            } else {
                text += "(" + bytes.map { _ in "?" }.joined(separator: ",") + ")"
                values += bytes
            }
        }
    }
}

extension Value {
    fileprivate var json: String {
        switch self {
        case .int(let number): String(number)
        case .double(let number) where number.isFinite: String(number)
        case .text(let text): JSONText.quoted(text)
        case .double, .null, .blob: "null"
        }
    }
}

extension Sequence<SQL> {
    package func joined(separator: SQL) -> SQL {
        var result = SQL.empty
        for (index, part) in enumerated() {
            if index > 0 { result += separator }
            result += part
        }
        return result
    }
}

extension String {
    /// Cut at each `?` that stands outside of quotes.
    var piecesBetweenMarks: [String] {
        var pieces: [String] = [], piece: [UInt8] = [], quote: UInt8?
        for letter in utf8 {
            if letter == UInt8(ascii: "?"), quote == nil {
                pieces.append(String(decoding: piece, as: UTF8.self))
                piece.removeAll(keepingCapacity: true)
                continue
            }
            if letter == UInt8(ascii: "'") || letter == UInt8(ascii: "\"") {
                if quote == nil { quote = letter } else if quote == letter { quote = nil }
            }
            piece.append(letter)
        }
        return pieces + [String(decoding: piece, as: UTF8.self)]
    }
}
