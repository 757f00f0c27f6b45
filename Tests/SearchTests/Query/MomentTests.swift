import Foundation
import Primitives
import Testing

@testable import Search

@Suite struct MomentTests {
    private let now = Instant("2026-03-15T12:00:00Z")
    private let zone = TimeZone(identifier: "Europe/Bucharest")

    /// The bounds of a filter's times, in Bucharest at noon UTC of 15 March 2026.
    private func bounds(_ query: String) throws -> String {
        let now = try #require(now)
        guard case .instant(let spans) = try parsed(query).filters.first?.condition else { return "no time" }
        return try spans.map { span in
            let (from, until) = Moment.bounds(span, now: now, zone: try #require(zone))
            return "\(from.map(\.text) ?? "")/\(until.map(\.text) ?? "")".replacing(":00.000Z", with: "")
        }.joined(separator: " ")
    }

    @Test("times are read as people say them", arguments: [
        ("created:<7d", "2026-03-08T12:00:00.000001Z/"), ("created:>7d", "/2026-03-08T12:00"), ("created:7d", "2026-03-08T12:00/"),
        ("created:<2h", "2026-03-15T10:00:00.000001Z/"), ("created:30m", "2026-03-15T11:30/"), ("created:<1mo", "2026-02-15T12:00:00.000001Z/"),
        ("created:<1y", "2025-03-15T12:00:00.000001Z/"), ("created:2w", "2026-03-01T12:00/"),
        ("created:today", "2026-03-14T22:00/2026-03-15T22:00"), ("created:Yesterday", "2026-03-13T22:00/2026-03-14T22:00"),
        ("created:2026-01-01", "2025-12-31T22:00/2026-01-01T22:00"), ("created:>=2026-01-01", "2025-12-31T22:00/"),
        ("created:>2026-01-01", "2026-01-01T22:00/"), ("created:<2026-01-01", "/2025-12-31T22:00"),
        ("created:<=2026-01-01", "/2026-01-01T22:00"), ("created:2026-01..2026-02", "2025-12-31T22:00/2026-02-28T22:00"),
        ("created:2026", "2025-12-31T22:00/2026-12-31T22:00"), ("created:2026-02-28..", "2026-02-27T22:00/"),
        ("created:>=2026-03-15T11:30:00Z", "2026-03-15T11:30/"), ("created:>=2026-03-15T11:30:00+02:00", "2026-03-15T09:30/"),
        ("due:<2d", "/2026-03-17T12:00"), ("due:>2d", "2026-03-17T12:00:00.000001Z/"), ("due:tomorrow", "2026-03-15T22:00/2026-03-16T22:00"),
        ("due:today", "2026-03-14T22:00/2026-03-15T22:00"), ("due:<now", "/2026-03-15T12:00"),
        ("created:2026-01,2025-01", "2025-12-31T22:00/2026-01-31T22:00 2024-12-31T22:00/2025-01-31T22:00"),
    ])
    func reading(_ query: String, _ expected: String) throws {
        let bounds = try bounds(query)
        #expect(bounds == expected)
    }

    @Test("ages of a range go from the younger to the older")
    func ranges() throws {
        guard case .instant(let spans) = try parsed("created:7d..30d").filters.first?.condition else { throw SearchQueryError.tooDeep(limit: 0) }
        let (from, until) = Moment.bounds(spans[0], now: try #require(now), zone: try #require(zone))
        #expect(from == Instant("2026-02-13T12:00:00Z"))
        #expect(until == Instant(microseconds: try #require(Instant("2026-03-08T12:00:00Z")).microseconds + 1))
    }

    @Test("what is no time is refused", arguments: ["banana", "<", "2026-13", "2026-02-30", "26-01-01", "7", "d", "999999d", "..", "1..2", "-7d"])
    func refused(_ value: String) {
        #expect(throws: SearchQueryError.notATime(filter: "created", value: value)) { try parsed("created:\(value)") }
    }

    @Test("the day when clocks change is whole")
    func summerTime() throws {
        #expect(try bounds("created:2026-03-29") == "2026-03-28T22:00/2026-03-29T21:00")
    }
}
