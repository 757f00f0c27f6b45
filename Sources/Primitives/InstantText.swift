/// Instants as text, as in RFC 3339. Written by hand, since a page shows a hundred of them.
extension Instant {
    /// In UTC with milliseconds, or with microseconds where there are any: `2026-11-20T17:30:00.000Z`.
    package var text: String {
        let day = microseconds.flooredQuotient(86_400_000_000)
        let time = microseconds - day * 86_400_000_000
        let (year, month, dayOfMonth) = CivilDay.date(day)
        var letters: [UInt8] = []
        letters.reserveCapacity(28)
        if year < 0 { letters.append(UInt8(ascii: "-")) }
        letters.append(abs(year), digits: 4)
        letters.append(UInt8(ascii: "-"), month, digits: 2)
        letters.append(UInt8(ascii: "-"), dayOfMonth, digits: 2)
        letters.append(UInt8(ascii: "T"), time / 3_600_000_000, digits: 2)
        letters.append(UInt8(ascii: ":"), time / 60_000_000 % 60, digits: 2)
        letters.append(UInt8(ascii: ":"), time / 1_000_000 % 60, digits: 2)
        let fraction = time % 1_000_000
        if fraction % 1000 == 0 {
            letters.append(UInt8(ascii: "."), fraction / 1000, digits: 3)
        } else {
            letters.append(UInt8(ascii: "."), fraction, digits: 6)
        }
        letters.append(UInt8(ascii: "Z"))
        return String(decoding: letters, as: UTF8.self)
    }

    /// Reads RFC 3339, with or without a fraction of a second, of which six digits count; a leap second is the next one's
    /// begin. `nil` for anything else.
    package init?(_ text: String) {
        var reader = InstantReader(text)
        guard let day = reader.day(), reader.skip("T", "t", " "), let time = reader.time(), let offset = reader.offset(),
            reader.isAtEnd
        else { return nil }
        self.init(microseconds: day * 86_400_000_000 + time - offset)
    }
}

/// Takes a text apart from left to right.
private struct InstantReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ letters: Unicode.Scalar...) -> Bool {
        guard let first = rest.first, letters.contains(Unicode.Scalar(first)) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(digits: Int, upTo most: Int64) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<digits {
            guard let digit = rest.first.map({ Int64($0) - 48 }), (0...9).contains(digit) else { return nil }
            number = number * 10 + digit
            rest.removeFirst()
        }
        return number <= most ? number : nil
    }

    /// Days since 1970.
    mutating func day() -> Int64? {
        guard let year = number(digits: 4, upTo: 9999), skip("-"), let month = number(digits: 2, upTo: 12), skip("-"),
            let day = number(digits: 2, upTo: 31)
        else { return nil }
        let count = CivilDay.number(year, month, day)
        // The 31st of June is the first of July: what does not come back is no day.
        return CivilDay.date(count) == (year, month, day) ? count : nil
    }

    /// Microseconds since midnight.
    mutating func time() -> Int64? {
        guard let hour = number(digits: 2, upTo: 23), skip(":"), let minute = number(digits: 2, upTo: 59), skip(":"),
            let second = number(digits: 2, upTo: 60), let fraction = fraction()
        else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
    }

    private mutating func fraction() -> Int64? {
        guard skip(".") else { return 0 }
        guard let first = number(digits: 1, upTo: 9) else { return nil }
        var microseconds = first * 100_000, unit: Int64 = 10_000
        while let digit = number(digits: 1, upTo: 9) {
            microseconds += digit * unit
            unit /= 10
        }
        return microseconds
    }

    /// How far ahead of UTC, in microseconds.
    mutating func offset() -> Int64? {
        if skip("Z", "z") { return 0 }
        let isBehind = rest.first == UInt8(ascii: "-")
        guard skip("+", "-"), let hours = number(digits: 2, upTo: 23), skip(":"), let minutes = number(digits: 2, upTo: 59)
        else { return nil }
        return (hours * 60 + minutes) * (isBehind ? -60_000_000 : 60_000_000)
    }
}

/// Days of the Gregorian calendar by their number (Howard Hinnant, "chrono-compatible low-level date algorithms").
private enum CivilDay {
    private static let daysOfEra: Int64 = 146_097  // 400 years
    private static let epoch: Int64 = 719_468  // from 0000-03-01 to 1970-01-01

    static func number(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month > 2 ? year : year - 1
        let era = year.flooredQuotient(400), yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * daysOfEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - epoch
    }

    static func date(_ number: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let era = (number + epoch).flooredQuotient(daysOfEra), dayOfEra = number + epoch - era * daysOfEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ sign: UInt8, _ number: Int64, digits: Int) {
        append(sign)
        append(number, digits: digits)
    }

    /// At least so many digits.
    fileprivate mutating func append(_ number: Int64, digits: Int) {
        if digits > 1 || number >= 10 { append(number / 10, digits: digits - 1) }
        append(UInt8(48 + number % 10))
    }
}
