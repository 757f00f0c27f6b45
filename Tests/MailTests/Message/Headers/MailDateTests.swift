import Testing

@testable import Mail

@Suite("dates of mail")
struct MailDateTests {
    @Test("dates as senders write them", arguments: [
        ("Fri, 20 Nov 2026 17:30:00 +0200", "2026-11-20T17:30:00+02:00"), ("20 Nov 2026 17:30 GMT", "2026-11-20T17:30:00+00:00"),
        ("Fri, 20 Nov 26 17:30:00 EST", "2026-11-20T17:30:00-05:00"), ("Fri Nov 20 17:30:00 2026", "2026-11-20T17:30:00+00:00"),
        ("Fri, 20 Nov 2026 17:30:00 +0200 (EET)", "2026-11-20T17:30:00+02:00"), ("2026-11-20T17:30:00Z", "2026-11-20T17:30:00+00:00"),
        ("2026-11-20 17:30:00 -0330", "2026-11-20T17:30:00-03:30"), ("Tue, 29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00+00:00"),
        ("Thu, 01 Jan 1970 00:00:00 GMT+0200", "1970-01-01T00:00:00+02:00"), ("Wed, 31 Dec 1969 23:59:59 -0000", "1969-12-31T23:59:59+00:00"),
        ("Mon, 20-Nov-2026 17:30:00 +0000", "2026-11-20T17:30:00+00:00"), ("20 Nov 2026", "2026-11-20T00:00:00+00:00"),
    ])
    func read(_ text: String, _ expected: String) throws {
        let date = try #require(MailDate(reading: text))
        #expect(date.text == expected)
        #expect(MailDate(reading: date.field) == date)
    }

    @Test("what is no date", arguments: ["", "soon", "32 Foo 2026", "99:99:99", "20 Nov 99999999999999999999", "-", "+", "::::", "--", "1 2 3"])
    func none(_ text: String) {
        #expect(MailDate(reading: text) == nil)
    }
}
