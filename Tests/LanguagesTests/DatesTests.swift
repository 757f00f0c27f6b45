import Foundation
import Primitives
import Testing

@testable import Languages

@Suite struct DatesTests {
    /// Friday 20 November 2026, 14:20 in Madrid.
    private let now = Instant("2026-11-20T13:20:00Z") ?? Instant(microseconds: 0)

    private func dates(_ language: Language, _ zone: String = "Europe/Madrid") throws -> Dates {
        Dates(Words(language), zone: try #require(Zone.named(zone)), now: now)
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(text)) }

    @Test("the edge of a list says how long ago, then when", arguments: [
        ("2026-11-20T13:19:40Z", "now"), ("2026-11-20T13:18:00Z", "2 min"), ("2026-11-20T12:21:00Z", "59 min"),
        ("2026-11-20T10:32:00Z", "11:32"), ("2026-11-19T23:05:00Z", "00:05"), ("2026-11-19T22:55:00Z", "yesterday"),
        ("2026-11-18T09:02:00Z", "18 Nov"), ("2025-03-03T09:02:00Z", "3 Mar 2025"), ("2026-11-21T08:00:00Z", "tomorrow"),
    ])
    func brief(moment: String, text: String) throws {
        #expect(try dates(.en).brief(at(moment)).replacing("\u{A0}", with: " ") == text)
    }

    @Test("the day is the reader's, not the server's")
    func zones() throws {
        let late = try at("2026-11-19T23:05:00Z")
        #expect(try dates(.en, "America/Sao_Paulo").brief(late) == "yesterday")
        #expect(try dates(.en, "Europe/Bucharest").brief(late) == "01:05")
    }

    @Test("the exact time is written as each language does", arguments: [
        (Language.en, "20 November 2026, 11:32"), (.es, "20 de noviembre de 2026, 11:32"),
        (.pt, "20 de novembro de 2026, 11:32"), (.ro, "20 noiembrie 2026, 11:32"),
    ])
    func exact(language: Language, text: String) throws {
        #expect(try dates(language).exact(at("2026-11-20T10:32:00Z")) == text)
    }

    @Test("months and days carry the names of the system's own calendar", arguments: [
        (Language.en, "en_GB"), (.es, "es_ES"), (.pt, "pt_BR"), (.ro, "ro_RO"),
    ])
    func names(language: Language, locale: String) throws {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: locale)
        let names = CalendarNames.of(language)
        #expect(names.months == formatter.monthSymbols)
        #expect(names.days == Array(formatter.weekdaySymbols.dropFirst()) + [formatter.weekdaySymbols[0]])
        for (own, system) in zip(names.shortMonths, formatter.shortMonthSymbols) { #expect(system.hasPrefix(own), "\(own), \(system)") }
    }

    @Test("what was said has its day and time beside it")
    func stamps() throws {
        #expect(try dates(.es).stamp(at("2026-11-20T10:32:00Z")) == "hoy, 11:32")
        #expect(try dates(.ro).stamp(at("2026-11-19T16:40:00Z")) == "ieri, 17:40")
        #expect(try dates(.pt).stamp(at("2026-08-12T08:04:00Z")) == "12 ago, 10:04")
    }

    @Test("a due time is told by what is left, by its day, or by how late it is", arguments: [
        ("2026-11-20T13:32:00Z", "12 min"), ("2026-11-20T14:46:00Z", "1 h 26 min"), ("2026-11-23T09:00:00Z", "Mon 10:00"),
        ("2026-12-18T09:00:00Z", "18 Dec"), ("2026-11-20T13:12:00Z", "8 min late"), ("2026-11-20T10:12:00Z", "3 h late"),
        ("2026-11-17T10:12:00Z", "3 days late"),
    ])
    func due(moment: String, text: String) throws {
        #expect(try dates(.en).due(at(moment)).replacing("\u{A0}", with: " ") == text)
    }

    @Test("lengths use two units at most", arguments: [
        (0, "0 s"), (40, "40 s"), (72, "1 min 12 s"), (660, "11 min"), (5160, "1 h 26 min"), (7200, "2 h"), (86_400 * 3 + 14_400, "3 days 4 h"),
    ])
    func lengths(seconds: Int, text: String) throws {
        #expect(try dates(.en).length(.seconds(seconds)).replacing("\u{A0}", with: " ") == text)
    }

    @Test("long silences are told in their largest unit", arguments: [
        (3, "3 ore"), (24, "1 zi"), (24 * 13, "13 zile"), (24 * 42, "6 săptămâni"), (24 * 100, "3 luni"), (24 * 800, "2 ani"), (24 * 365 * 20, "20 de ani"),
    ])
    func silences(hours: Int, text: String) throws {
        #expect(try dates(.ro).silence(.hours(hours)) == text)
    }

    @Test("a machine reads the moment in UTC")
    func machine() throws {
        #expect(try dates(.en).machine(at("2026-11-20T10:32:05.5Z")) == "2026-11-20T10:32:05Z")
    }
}
