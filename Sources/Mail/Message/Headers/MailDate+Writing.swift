import Primitives

extension MailDate {
    /// ISO 8601 on the sender's clock: `2026-11-20T17:30:00+02:00`.
    package var text: String {
        let clock = Clock(self)
        return Self.padded(clock.year, 4) + "-" + Self.padded(clock.month) + "-" + Self.padded(clock.day) + "T" + clock.time + zone(separator: ":")
    }

    /// As a Date field: `Fri, 20 Nov 2026 17:30:00 +0200` (RFC 5322 §3.3).
    package var field: String {
        let clock = Clock(self)
        let weekday = Self.weekdays[clock.weekday]
        return "\(weekday), \(clock.day) \(Self.months[clock.month - 1]) \(Self.padded(clock.year, 4)) \(clock.time) \(zone(separator: ""))"
    }

    private func zone(separator: String) -> String {
        (offset < 0 ? "-" : "+") + Self.padded(abs(offset) / 60) + separator + Self.padded(abs(offset) % 60)
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// What the sender's clock and calendar show.
    private struct Clock {
        let (year, month, day): (Int, Int, Int)
        /// Monday is 0.
        let weekday: Int
        let time: String

        init(_ date: MailDate) {
            let seconds = Int((Double(date.instant.microseconds) / 1_000_000).rounded(.down)) + date.offset * 60
            let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
            let left = seconds - days * 86_400
            time = padded(left / 3600) + ":" + padded(left / 60 % 60) + ":" + padded(left % 60)
            weekday = ((days + 3) % 7 + 7) % 7
            let shifted = days + 719_468
            let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
            let dayOfEra = shifted - era * 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let index = (5 * dayOfYear + 2) / 153
            let month = index < 10 ? index + 3 : index - 9
            self.month = month
            day = dayOfYear - (153 * index + 2) / 5 + 1
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        }
    }
}
