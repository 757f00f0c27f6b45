import Foundation
import Languages
import Markup
import Primitives
import Testing

@testable import Web

@Suite struct FrameTests {
    static func parts(_ language: Language = .en) -> Parts {
        let words = Words(language)
        let now = Instant(microseconds: 1_795_180_800_000_000)
        return Parts(words: words, dates: Dates(words, zone: .utc, now: now), csrf: "to\"ken")
    }

    private func frame(_ kind: Frame.Kind, _ language: Language = .en) -> Frame {
        Frame(parts: Self.parts(language), title: "<b>", desk: "R&B", person: "Ana \"A\" Pop", current: "/inbox", kind)
    }

    private let kinds: [Frame.Kind] = [
        .workspace(.init(list: "<h1 id=\"list-name\">x</h1>", ticket: "<h1 id=\"subject\">x</h1>", context: "<h2>x</h2>")),
        .workspace(.init(list: "x")), .plain("x"), .portal("x"), .bare("x"),
    ]

    @Test("no page has a style or script of its own")
    func nothingInline() throws {
        for kind in kinds {
            let page = frame(kind).document().text
            #expect(!page.contains(" style="))
            #expect(!page.contains("<style"))
            #expect(try page.firstMatch(of: Regex(#"<script(?![^>]* src=)"#)) == nil)
            #expect(try page.firstMatch(of: Regex(#"\son[a-z]+="#)) == nil)
        }
    }

    @Test("what people wrote stays text everywhere")
    func escapes() {
        for kind in kinds {
            let page = frame(kind).document().text
            #expect(page.contains("<title>&lt;b&gt; · R&amp;B</title>"))
            #expect(!page.contains("to\"ken") && !page.contains("Ana \"A\""))
        }
    }

    @Test("a page says its language, and shows where we are")
    func language() {
        let page = frame(.plain("x"), .ro).document().text
        #expect(page.contains("<html lang=\"ro\">"))
        #expect(page.contains("href=\"/inbox\" title=\"Primite\" data-key=\"g i\" data-place aria-current=\"page\""))
        #expect(page.components(separatedBy: "aria-current=\"page\"").count == 2)
    }

    @Test("theme, density and keys follow the person's settings")
    func look() {
        var frame = frame(.plain("x"))
        frame.theme = .dark
        frame.density = .compact
        frame.singleKeys = false
        #expect(frame.document().text.contains("<html lang=\"en\" data-theme=\"dark\" data-density=\"compact\" data-keys=\"off\">"))
    }

    @Test("counters of zero are there for scripts and not to be seen")
    func counters() {
        var frame = frame(.plain("x"))
        frame.counters = ["inbox": 1234]
        let page = frame.document().text
        #expect(page.contains("data-count=\"inbox\">1,234<"))
        #expect(page.contains("data-count=\"mine\" hidden><"))
    }

    @Test("places that are not in use stay away")
    func places() {
        let page = frame(.plain("x")).document().text
        #expect(!page.contains("/assets") && !page.contains("/reports"))
        #expect(page.contains("/questions"))
    }

    @Test("a phone shows the ticket where one is open, else the list")
    func phone() {
        #expect(frame(kinds[0]).document().text.contains("data-shows=\"ticket\""))
        #expect(frame(kinds[1]).document().text.contains("data-shows=\"list\""))
    }

    @Test("an id stands once on a page")
    func ids() throws {
        let pattern = try Regex(#"\sid="([^"]+)""#, as: (Substring, Substring).self)
        for kind in kinds {
            let ids = frame(kind).document().text.matches(of: pattern).map { String($0.1) }
            #expect(ids.count == Set(ids).count, "\(ids)")
        }
    }
}
