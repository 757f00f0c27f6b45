import Foundation
import Primitives
import Synchronization

/// A time zone that knows its changes of offset beforehand, so that a page of dates asks no calendar.
package final class Zone: Sendable {
    package let identifier: String
    private let zone: TimeZone
    /// Seconds since 1970 from which the offset of the same index holds; ascending.
    private let starts: [Int64]
    private let offsets: [Int64]
    /// Outside of this the calendar is asked.
    private static let known: Range<Int64> = 1_262_304_000..<2_366_841_600  // 2010-01-01 to 2045-01-01

    package static let utc = Zone(.gmt)
    private static let seen = Mutex<[String: Zone]>([:])

    /// The zone of a name of the tz database, `Europe/Madrid`; `nil` for a name that is none. Made once per name.
    package static func named(_ identifier: String) -> Zone? {
        if let zone = seen.withLock({ $0[identifier] }) { return zone }
        guard identifier.utf8.count <= 64, let zone = TimeZone(identifier: identifier) else { return nil }
        let made = Zone(zone)
        return seen.withLock { zones in
            if zones.count > 1000 { zones.removeAll() }
            zones[identifier] = made
            return made
        }
    }

    private init(_ zone: TimeZone) {
        self.zone = zone
        identifier = zone.identifier
        var starts = [Self.known.lowerBound]
        var offsets = [Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(Self.known.lowerBound))))]
        var date = Date(timeIntervalSince1970: Double(Self.known.lowerBound))
        while let next = zone.nextDaylightSavingTimeTransition(after: date), starts.count < 500 {
            let second = Int64(next.timeIntervalSince1970.rounded())
            guard second < Self.known.upperBound, next > date else { break }
            starts.append(second)
            offsets.append(Int64(zone.secondsFromGMT(for: next)))
            date = next
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// What local clocks are ahead of UTC, in seconds.
    package func offset(at instant: Instant) -> Int64 {
        let second = instant.microseconds.floored(by: 1_000_000)
        guard Self.known.contains(second) else { return Int64(zone.secondsFromGMT(for: instant.date)) }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= second { low = middle } else { high = middle }
        }
        return offsets[low]
    }
}

extension Int64 {
    /// Division that rounds towards the past, also before 1970.
    func floored(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
