import Foundation
import Primitives

/// A time as a person says it; which instants it means depends on the clock and the zone of who asks.
package enum Moment: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case minute = "min", hour = "h", day = "d", week = "w", month = "mo", year = "y"
    }

    /// `7d`: so long ago, or for a deadline so long ahead.
    case distance(Int, Unit, isAhead: Bool)
    /// `today`, `yesterday`, `tomorrow`: 0, -1, 1.
    case day(Int)
    /// `2026-01-31`, `2026-01`, `2026`.
    case date(year: Int, month: Int?, day: Int?)
    /// `2026-01-31T17:30:00Z`.
    case exactly(Instant)

    /// Reads a time; `nil` for anything else.
    init?(_ text: some StringProtocol, isAhead: Bool) {
        switch text.lowercased() {
        case "now": self = .distance(0, .minute, isAhead: isAhead)
        case "today": self = .day(0)
        case "yesterday": self = .day(-1)
        case "tomorrow": self = .day(1)
        case let small:
            if let distance = Self.distance(small, isAhead: isAhead) ?? Self.date(small) {
                self = distance
            } else if text.count > 10, let instant = Instant(text.uppercased()) {
                self = .exactly(instant)
            } else {
                return nil
            }
        }
    }

    private static func distance(_ text: String, isAhead: Bool) -> Moment? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = switch String(text.dropFirst(digits.count)) {
        case "m", "min": Unit.minute
        case let name: Unit(rawValue: name)
        }
        guard digits.count <= 5, let count = Int(digits), let unit else { return nil }
        return .distance(count, unit, isAhead: isAhead)
    }

    private static func date(_ text: String) -> Moment? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.allSatisfy { $0.isASCII && $0.isNumber } ? Int($0) : nil }
        guard parts.count == numbers.count, (1...3).contains(parts.count), parts[0].count == 4,
            parts.dropFirst().allSatisfy({ $0.count <= 2 })
        else { return nil }
        let month = numbers.count > 1 ? numbers[1] : nil
        let day = numbers.count > 2 ? numbers[2] : nil
        guard (1...12).contains(month ?? 1), let length = length(of: month ?? 1, in: numbers[0]), (1...length).contains(day ?? 1) else { return nil }
        return .date(year: numbers[0], month: month, day: day)
    }

    private static func length(of month: Int, in year: Int) -> Int? {
        let calendar = Calendar(identifier: .gregorian)
        return calendar.date(from: DateComponents(year: year, month: month)).flatMap { calendar.range(of: .day, in: .month, for: $0)?.count }
    }
}
