import Primitives

/// Numbers as the reader's language writes them.
package struct Numbers: Sendable {
    private let language: Language

    package init(_ language: Language) {
        self.language = language
    }

    private var thousands: String { language == .en ? "," : "." }
    private var decimal: String { language == .en ? "." : "," }

    /// Spanish leaves four digits together (RAE, Ortografía 2010; CLDR minimum grouping 2).
    private var firstGroupedLength: Int { language == .es ? 5 : 4 }

    /// `1,234`, `1234`, `1.234`, `1.234`.
    package func text(_ number: Int) -> String {
        if (0...999).contains(number) { return String(number) }
        let digits = String(number.magnitude)
        var result = number < 0 ? "-" : ""
        guard digits.utf8.count >= firstGroupedLength else { return result + digits }
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { result += thousands }
            result.append(digit)
        }
        return result
    }

    /// With one digit after the sign where it is not zero: `1.5`, `2`.
    package func text(tenths: Int) -> String {
        let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
        let sign = tenths < 0 ? "-" : ""
        return sign + text(Int(whole)) + (rest == 0 ? "" : decimal + String(rest))
    }

    /// Whole percent: `12%`; Spanish and Romanian put a space that does not break.
    package func percent(_ share: Double) -> String {
        let number = text(Int((share * 100).rounded()))
        return language == .es || language == .ro ? "\(number)\u{A0}%" : "\(number)%"
    }

    /// A size in the units of people: `512 B`, `1.4 MB`. 1 kB is 1,000 bytes.
    package func bytes(_ count: Int) -> String {
        var size = count
        var unit = 0
        let units = ["B", "kB", "MB", "GB", "TB"]
        guard size >= 1000 else { return "\(text(size))\u{A0}B" }
        while size >= 1_000_000, unit < units.count - 2 {
            size /= 1000
            unit += 1
        }
        let tenths = (size + 50) / 100
        let shown = tenths < 100 ? text(tenths: tenths) : text((size + 500) / 1000)
        return "\(shown)\u{A0}\(units[unit + 1])"
    }
}
