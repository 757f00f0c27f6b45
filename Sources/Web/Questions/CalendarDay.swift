import Foundation
import Languages
import Primitives

/// A day as forms send it: `2026-11-20` (HTML `type="date"`).
struct CalendarDay: Sendable, Equatable {
    let year: Int, month: Int, day: Int

    /// `nil` for anything but a day that there is, between the years 1970 and 2999.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1970...2999).contains(year)
        else { return nil }
        let components = DateComponents(calendar: Self.calendar(nil), year: year, month: month, day: day)
        guard components.isValidDate else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// When it begins there; at Greenwich where no zone is known.
    func begin(in zone: String?) -> Instant {
        instant(in: zone, later: 0)
    }

    /// When the next day begins there.
    func end(in zone: String?) -> Instant {
        instant(in: zone, later: 1)
    }

    private func instant(in zone: String?, later days: Int) -> Instant {
        let calendar = Self.calendar(zone)
        let start = calendar.date(from: DateComponents(year: year, month: month, day: day)) ?? .distantPast
        return Instant(calendar.date(byAdding: .day, value: days, to: start) ?? start)
    }

    private static func calendar(_ zone: String?) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone.flatMap { TimeZone(identifier: $0) } ?? .gmt
        return calendar
    }
}
