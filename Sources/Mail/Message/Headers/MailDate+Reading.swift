import Primitives

extension MailDate {
    /// Reads a Date field (RFC 5322 §3.3 and its obsolete forms), and what else is seen in mail: ISO 8601, ctime, missing zones
    /// (then UTC). `nil` where no day, month and year can be made out.
    package init?(reading text: String) {
        var words = DateWords(text)
        guard let reading = words.read(), let seconds = reading.seconds else { return nil }
        self.init(instant: Instant(microseconds: seconds * 1_000_000), offset: reading.offset)
    }
}

private struct DateReading {
    var (year, month, day) = (Int?.none, Int?.none, Int?.none)
    var (hour, minute, second) = (0, 0, 0)
    var offset = 0

    /// Since 1970, UTC; `nil` for days that do not exist.
    var seconds: Int64? {
        guard let year, let month, let day, (1...12).contains(month), (1...31).contains(day), (0...9999).contains(year),
            (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let days = Self.days(year, month, day)
        return Int64(((days * 24 + hour) * 60 + minute - offset) * 60 + second)
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// The words of a date, in whatever order they come.
private struct DateWords {
    private let words: [Substring]
    private var reading = DateReading()
    private var hasTime = false

    init(_ text: String) {
        let plain = Self.withoutComments(text.prefix(200))
        words = plain.split { $0.isWhitespace || $0 == "," }.map { Substring($0) }
    }

    mutating func read() -> DateReading? {
        for word in words { take(word) }
        return reading
    }

    private mutating func take(_ word: Substring) {
        if word.contains(":") {
            takeTime(word)
        } else if let first = word.utf8.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            takeOffset(word)
        } else if word.contains("-") || word.contains("/") || word.contains(".") && word.first?.isNumber == true {
            takeDate(word)
        } else if let number = Int(word) {
            takeNumber(number, digits: word.count)
        } else {
            takeName(word)
        }
    }

    private mutating func takeNumber(_ number: Int, digits: Int) {
        if reading.day == nil, digits <= 2, number <= 31 {
            reading.day = number
        } else if reading.year == nil {
            reading.year = digits <= 2 ? number + (number < 50 ? 2000 : 1900) : digits == 3 ? number + 1900 : number
        } else if hasTime, digits == 4 {
            takeOffset("+" + String(number))
        }
    }

    private mutating func takeName(_ word: Substring) {
        let name = word.lowercased()
        if let month = Self.months.firstIndex(where: { name.hasPrefix($0) }), reading.month == nil {
            reading.month = month + 1
        } else if let hours = Self.zones[name] {
            reading.offset = hours * 60
        } else if let sign = name.firstIndex(where: { $0 == "+" || $0 == "-" }) {
            takeOffset(Substring(name[sign...]))  // "GMT+0200"
        } else if name == "pm" || name == "am" {
            reading.hour = reading.hour % 12 + (name == "pm" ? 12 : 0)
        }
    }

    /// `2026-11-20`, `20-Nov-2026`, `11/20/2026`, `20.11.2026`, with or without `T17:30`.
    private mutating func takeDate(_ word: Substring) {
        let parts = word.split { "-/.".contains($0) }
        guard parts.count == 3 else { return takeName(word) }
        let numbers = parts.map { Int($0) }
        if let year = numbers[0], parts[0].count == 4 {
            (reading.year, reading.month, reading.day) = (year, numbers[1], numbers[2])
        } else if let day = numbers[0], numbers[1] == nil {
            reading.day = day
            takeName(parts[1])
            takeYear(parts[2])
        } else if let one = numbers[0], let other = numbers[1] {
            let american = word.contains("/") && one <= 12
            (reading.month, reading.day) = american ? (one, other) : (other, one)
            takeYear(parts[2])
        }
    }

    private mutating func takeYear(_ word: Substring) {
        if let year = Int(word) { reading.year = word.count <= 2 ? year + (year < 50 ? 2000 : 1900) : year }
    }

    private mutating func takeTime(_ word: Substring) {
        var time = word
        if let letter = word.firstIndex(where: { $0 == "T" || $0 == "t" }), word[..<letter].contains("-") {
            takeDate(word[..<letter])
            time = word[word.index(after: letter)...]
        }
        if let zone = time.firstIndex(where: { "+-Zz".contains($0) }) {
            if zone > time.startIndex { takeOffset(time[zone...]) } else { return takeOffset(time) }
            time = time[..<zone]
        }
        let parts = time.split(separator: ":").map { Int($0.prefix { $0.isNumber }) ?? -1 }
        guard parts.count >= 2, !hasTime else { return }
        (reading.hour, reading.minute, reading.second) = (parts[0], parts[1], parts.count > 2 ? min(parts[2], 59) : 0)
        hasTime = true
    }

    /// `+0200`, `-3:30`, `+02`; nonsense counts as UTC.
    private mutating func takeOffset(_ word: Substring) {
        let digits = word.filter(\.isNumber)
        guard let number = Int(digits.prefix(6)), !digits.isEmpty else { return }
        let minutes = digits.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
        guard minutes < 24 * 60 else { return }
        reading.offset = word.first == "-" ? -minutes : minutes
    }

    private static func withoutComments(_ text: Substring) -> String {
        var (result, depth) = ("", 0)
        for character in text {
            if character == "(" { depth += 1 } else if character == ")" { depth = max(0, depth - 1) } else if depth == 0 { result.append(character) }
        }
        return result
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    /// RFC 5322 §4.3; of the others only those that mean one thing everywhere.
    private static let zones = [
        "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
        "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1, "bst": 1, "msk": 3, "jst": 9, "kst": 9, "brt": -3,
    ]
}
