import Primitives

/// What a calendar and a clock on the wall show (proleptic Gregorian calendar).
package struct CivilTime: Sendable, Equatable {
    package let year: Int, month: Int, day: Int
    package let hour: Int, minute: Int, second: Int
    /// Days since 1970-01-01.
    package let dayNumber: Int

    /// 0 for Monday to 6 for Sunday.
    package var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }

    package init(_ instant: Instant, in zone: Zone) {
        let local = instant.microseconds.floored(by: 1_000_000) + zone.offset(at: instant)
        let days = local.floored(by: 86_400)
        let ofDay = Int(local - days * 86_400)
        dayNumber = Int(days)
        (hour, minute, second) = (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
        (year, month, day) = Self.date(ofDay: Int(days))
    }

    /// Year, month and day from days since 1970 (Howard Hinnant, chrono-compatible low-level date algorithms).
    private static func date(ofDay number: Int) -> (Int, Int, Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
