import Foundation
import Primitives

extension Moment {
    /// What a moment covers: a day, a month, a year, or one instant.
    private struct Period {
        let start: Instant
        let end: Instant

        /// - Parameter end: the first instant that no longer belongs to it; one instant where left out.
        init(_ start: Instant, until end: Instant? = nil) {
            self.start = start
            self.end = end ?? start + .microseconds(1)
        }
    }

    private func period(now: Instant, zone: TimeZone) -> Period {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        switch self {
        case .exactly(let instant): return Period(instant)
        case .distance(let count, let unit, let isAhead):
            let instant = Self.shifted(now, by: isAhead ? count : -count, unit, calendar)
            return Period(instant)
        case .day(let offset):
            let start = calendar.startOfDay(for: now.date)
            return Self.period(from: calendar.date(byAdding: .day, value: offset, to: start) ?? start, .day, calendar)
        case .date(let year, let month, let day):
            let start = calendar.date(from: DateComponents(year: year, month: month ?? 1, day: day ?? 1)) ?? now.date
            return Self.period(from: start, day != nil ? .day : month != nil ? .month : .year, calendar)
        }
    }

    /// The instants of a span: from the first on, up to but without the second; `nil` where it is open.
    ///
    /// A day counts whole: after a day begins at its end, up to a day ends there.
    package static func bounds(_ span: Span<Moment>, now: Instant, zone: TimeZone) -> (from: Instant?, until: Instant?) {
        let from: Instant? = switch span.lower {
        case .including(let moment): moment.period(now: now, zone: zone).start
        case .excluding(let moment): moment.period(now: now, zone: zone).end
        case nil: nil
        }
        let until: Instant? = switch span.upper {
        case .including(let moment): moment.period(now: now, zone: zone).end
        case .excluding(let moment): moment.period(now: now, zone: zone).start
        case nil: nil
        }
        return (from, until)
    }

    private static func shifted(_ now: Instant, by count: Int, _ unit: Unit, _ calendar: Calendar) -> Instant {
        switch unit {
        case .minute: now + .minutes(count)
        case .hour: now + .hours(count)
        case .day: now + .days(count)
        case .week: now + .days(7 * count)
        case .month: calendar.date(byAdding: .month, value: count, to: now.date).map { Instant($0) } ?? now
        case .year: calendar.date(byAdding: .year, value: count, to: now.date).map { Instant($0) } ?? now
        }
    }

    private static func period(from start: Date, _ unit: Calendar.Component, _ calendar: Calendar) -> Period {
        Period(Instant(start), until: calendar.date(byAdding: unit, value: 1, to: start).map { Instant($0) })
    }
}
