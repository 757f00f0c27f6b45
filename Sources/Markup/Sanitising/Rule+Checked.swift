extension Policy.Rule {
    /// The value as it may be written; `nil` when the attribute is left out.
    func checked(_ value: String) -> String? {
        let value = value.trimmingSpaces()
        switch self {
        case .text: return value.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" } ? nil : value
        case .number(let most): return Self.number(value[...]).flatMap { $0 <= most ? String($0) : nil }
        case .length: return Self.length(value)
        case .colour: return StyleValue.colour(value.lowercased())
        case .one(let words): return words.first { $0 == value } ?? words.first { $0 == value.lowercased() }
        case .flag: return ""
        case .fontNames: return StyleValue.fontNames(value)
        case .language: return Self.isLanguage(value) ? value : nil
        case .style: return SafeStyle.checked(value)
        case .address: return nil
        }
    }

    /// As browsers read numbers: digits, then whatever.
    private static func number(_ value: Substring) -> Int? {
        let digits = value.utf8.prefix { $0.isDigit }
        return digits.isEmpty || digits.count > 6 ? nil : Int(String(Substring(digits)))
    }

    private static func length(_ value: String) -> String? {
        guard let number = number(value[...]), number <= 10_000 else { return nil }
        return value.utf8.drop { $0.isDigit }.first == UInt8(ascii: "%") ? "\(min(number, 100))%" : String(number)
    }

    private static func isLanguage(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.count <= 35 && value.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == .hyphen }
    }
}

extension String {
    func trimmingSpaces() -> String {
        guard let first = utf8.firstIndex(where: { !$0.isSpace }), let last = utf8.lastIndex(where: { !$0.isSpace }) else { return "" }
        return String(self[first...last])
    }
}
