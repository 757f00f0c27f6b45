import Foundation
import Primitives
import Testing

@testable import Languages

@Suite struct ZoneTests {
    @Test("offsets are those of the system's calendar, every day and around every change", arguments: [
        "Europe/Madrid", "Europe/Bucharest", "Europe/Lisbon", "America/Sao_Paulo", "America/Mexico_City", "America/New_York",
        "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "UTC",
    ])
    func offsets(identifier: String) throws {
        let zone = try #require(Zone.named(identifier))
        let system = try #require(TimeZone(identifier: identifier))
        func check(_ second: Double) {
            let date = Date(timeIntervalSince1970: second)
            #expect(zone.offset(at: Instant(date)) == system.secondsFromGMT(for: date), "\(identifier) at \(date)")
        }
        for day in stride(from: 0.0, to: 2_600_000_000, by: 86_400 * 9.7) { check(day) }
        var date = Date(timeIntervalSince1970: 1_262_304_000)
        while let next = system.nextDaylightSavingTimeTransition(after: date), next.timeIntervalSince1970 < 2_000_000_000 {
            for step in [-1.0, 0, 1] { check(next.timeIntervalSince1970 + step) }
            date = next
        }
    }

    @Test("a name that is no zone gives none", arguments: ["", "Europe/Atlantis", "../../etc/passwd", String(repeating: "x", count: 10_000)])
    func unknown(identifier: String) {
        #expect(Zone.named(identifier) == nil)
    }

    @Test("dates are those of the system's calendar, from 1900 to 2100")
    func civilTimes() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for second in stride(from: -2_208_988_800.0, to: 4_102_444_800, by: 86_400 * 13.37) {
            let date = Date(timeIntervalSince1970: second.rounded(.down))
            let time = CivilTime(Instant(date), in: .utc)
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
            #expect([time.year, time.month, time.day, time.hour, time.minute, time.second] == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second])
            #expect((time.weekday + 1) % 7 + 1 == parts.weekday)
        }
    }
}
