/// Values of style properties by a strict grammar: words of a list, plain numbers with a unit, colours, font names. No function but the
/// colour ones, no quotes but around font names, no escapes, no addresses.
enum StyleValue {
    /// What a property takes: up to so many parts, each a word, a length, a number or a colour.
    struct Kind: Sendable {
        var words: Set<String> = []
        /// In pixels, for other units in proportion; percentages up to 100.
        var length: ClosedRange<Double>?
        var number: ClosedRange<Double>?
        var hasColour = false
        var parts = 1

        func parted(_ parts: Int) -> Kind {
            var kind = self
            kind.parts = parts
            return kind
        }
    }

    /// A value in lower case, in one form; `nil` when it is none of that kind.
    static func checked(_ value: String, as kind: Kind) -> String? {
        let parts = split(value)
        guard !parts.isEmpty, parts.count <= kind.parts else { return nil }
        let checked = parts.compactMap { part -> String? in
            if kind.words.contains(part) || part == "inherit" || part == "initial" { return part }
            if let range = kind.length, let length = length(part, within: range) { return length }
            if let range = kind.number, let number = Double(part), isNumber(part[...]), range.contains(number) { return part }
            return kind.hasColour ? colour(part) : nil
        }
        return checked.count == parts.count ? checked.joined(separator: " ") : nil
    }

    /// A colour by name, hexadecimal number, `rgb()` or `hsl()`; also a bare hexadecimal number, as old mail has it.
    static func colour(_ value: String) -> String? {
        if value.hasPrefix("#") { return isHex(value.dropFirst()) ? value : nil }
        if value.count == 6, isHex(value[...]), value.utf8.contains(where: \.isDigit) { return "#\(value)" }
        if value.utf8.allSatisfy({ $0.isLetter }), (3...22).contains(value.utf8.count) { return value }
        return isColourFunction(value) ? value.filter { !$0.isWhitespace || $0 == " " } : nil
    }

    /// Names of fonts, without quotes where a name is one word, in single quotes else.
    static func fontNames(_ value: String) -> String? {
        let names = value.split(separator: ",").prefix(12).compactMap { name -> String? in
            let name = name.filter { $0 != "'" && $0 != "\"" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !name.isEmpty, name.utf8.count <= 60, name.unicodeScalars.allSatisfy(isOfFontName) else { return nil }
            return name.utf8.allSatisfy { $0.isLetter || $0 == .hyphen } ? name : "'\(name)'"
        }
        return names.isEmpty ? nil : names.joined(separator: ",")
    }

    private static func isOfFontName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " " || scalar == "-" || scalar == "_"
    }

    /// At spaces outside of parentheses.
    private static func split(_ value: String) -> [String] {
        var depth = 0
        return value.split { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth == 0 && character.isWhitespace
        }.map(String.init)
    }

    private static func isHex(_ digits: Substring) -> Bool {
        [3, 4, 6, 8].contains(digits.utf8.count) && digits.utf8.allSatisfy { $0.isDigit || (0x61...0x66).contains($0) }
    }

    private static func isColourFunction(_ value: String) -> Bool {
        guard value.hasSuffix(")"), value.utf8.count <= 60, let open = value.firstIndex(of: "(") else { return false }
        let inside = value[value.index(after: open)...].dropLast()
        return ["rgb", "rgba", "hsl", "hsla"].contains(value[..<open])
            && inside.utf8.allSatisfy { $0.isDigit || ".,% /-".utf8.contains($0) }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text
        return !digits.isEmpty && digits.utf8.count <= 9 && digits.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }

    private static let units: [String: Double] = [
        "px": 1, "pt": 1.34, "em": 16, "rem": 16, "ex": 8, "ch": 8, "in": 96, "cm": 38, "mm": 3.8, "pc": 16,
    ]

    private static func length(_ part: String, within range: ClosedRange<Double>) -> String? {
        let unit = String(part.drop { $0.isNumber || $0 == "." || $0 == "-" })
        let number = part.dropLast(unit.count)
        guard isNumber(number), let size = Double(number) else { return nil }
        if unit == "%" { return (0...100).contains(size) && range.upperBound >= 100 ? part : nil }
        if unit.isEmpty { return size == 0 ? "0" : nil }
        guard let pixels = units[unit], range.contains(size * pixels) else { return nil }
        return part
    }
}
