/// The order in which a language writes a day: `{day} de {month} de {year}`.
struct DatePattern: Sendable {
    private enum Part: Sendable {
        case text([UInt8])
        case day, month, year
    }

    private let parts: [Part]
    private let months: [[UInt8]]

    init(_ source: String, months: [String]) {
        self.months = months.map { Array($0.utf8) }
        parts = Phrase(source).pieces.map { piece in
            switch piece {
            case .gap("day"): .day
            case .gap("month"): .month
            case .gap("year"): .year
            case .text(let text), .gap(let text): .text(Array(text.utf8))
            }
        }
    }

    func append(_ time: CivilTime, to bytes: inout [UInt8]) {
        for part in parts {
            switch part {
            case .text(let text): bytes += text
            case .day: bytes.append(decimal: time.day)
            case .month: bytes += months[time.month - 1]
            case .year: bytes.append(decimal: time.year)
            }
        }
    }
}

extension [UInt8] {
    /// A number in decimal digits, with zeros before it up to `width`.
    mutating func append(decimal number: Int, width: Int = 1) {
        var digits: (UInt64, Int) = (0, 0)
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        guard rest <= 99_999_999 else { return append(contentsOf: String(rest).utf8) }
        repeat {
            digits = (digits.0 << 8 | UInt64(48 + rest % 10), digits.1 + 1)
            rest /= 10
        } while rest > 0 || digits.1 < width
        for _ in 0..<digits.1 {
            append(UInt8(truncatingIfNeeded: digits.0))
            digits.0 >>= 8
        }
    }

    /// `11:32`.
    mutating func append(clock time: CivilTime) {
        append(decimal: time.hour, width: 2)
        append(UInt8(ascii: ":"))
        append(decimal: time.minute, width: 2)
    }
}

/// A short text put together from bytes.
func assembled(_ build: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(48)
    build(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}
