import Foundation
import Primitives
import Testing

struct InstantTextTests {
    @Test(
        "an instant is written in UTC with milliseconds, or microseconds where there are any",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_795_195_800_000_000, "2026-11-20T17:30:00.000Z"),
            (1_795_195_800_120_000, "2026-11-20T17:30:00.120Z"),
            (1_795_195_800_000_007, "2026-11-20T17:30:00.000007Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (-2_208_988_800_000_000, "1900-01-01T00:00:00.000Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        ])
    func written(microseconds: Int64, text: String) {
        #expect(Instant(microseconds: microseconds).text == text)
        #expect(Instant(text) == Instant(microseconds: microseconds))
    }

    @Test("every instant comes back as it was, before and after 1970")
    func roundTrip() {
        var microseconds: Int64 = -60_000_000_000_000_000
        while microseconds < 200_000_000_000_000_000 {
            #expect(Instant(Instant(microseconds: microseconds).text)?.microseconds == microseconds)
            microseconds += 7_777_777_777_777
        }
    }

    @Test("the calendar is the one of Foundation")
    func calendar() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in stride(from: Int64(-60_000), to: 60_000, by: 13) {
            let instant = Instant(microseconds: day * 86_400_000_000 + 45_296_500_000)
            #expect(instant.text == instant.date.formatted(style))
        }
    }

    @Test(
        "RFC 3339 is read with any offset and any fraction",
        arguments: [
            ("2026-11-20T17:30:00Z", "2026-11-20T17:30:00.000Z"),
            ("2026-11-20t17:30:00z", "2026-11-20T17:30:00.000Z"),
            ("2026-11-20 17:30:00Z", "2026-11-20T17:30:00.000Z"),
            ("2026-11-20T17:30:00+02:00", "2026-11-20T15:30:00.000Z"),
            ("2026-11-20T17:30:00.5-05:30", "2026-11-20T23:00:00.500Z"),
            ("2026-11-20T17:30:00.1234567899Z", "2026-11-20T17:30:00.123456Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"),
        ])
    func read(text: String, utc: String) {
        #expect(Instant(text)?.text == utc)
    }

    @Test(
        "what is no instant is refused",
        arguments: [
            "", "now", "2026-11-20", "2026-11-20T17:30:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-06-31T00:00:00Z",
            "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T10:60:00Z", "2026-11-20T10:00:61Z",
            "2026-11-20T10:00:00.Z", "2026-11-20T10:00:00+0200", "2026-11-20T10:00:00Zx", " 2026-11-20T10:00:00Z", "26-11-20T10:00:00Z",
            "２０２６-11-20T10:00:00Z", "-026-11-20T10:00:00Z", "2026-11-20T10:00:00+24:00",
        ])
    func refused(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test("an instant keeps its microseconds in JSON")
    func json() throws {
        let instants = [Instant(microseconds: 1_795_195_800_000_007), Instant(microseconds: -5)]
        #expect(try JSONDecoder().decode([Instant].self, from: JSONEncoder().encode(instants)) == instants)
    }

    @Test("a date beyond all calendars stays at the far end")
    func farAway() {
        #expect(Instant(Date(timeIntervalSince1970: 1e300)).microseconds == .max)
        #expect(Instant(Date(timeIntervalSince1970: -1e300)).microseconds == .min)
        #expect(Instant(.distantFuture).date == .distantFuture)
    }
}
