import Foundation
import Markup
import Testing

@Suite(.enabled(if: Corpus.has("html-sanitise"), "the corpora are not here"))
struct SanitiserCorpusTests {
    private let sanitiser = Sanitiser(policy: .mail)

    @Test("nothing of any public attack is left, and sanitised HTML stays as it is")
    func inert() throws {
        let cases = try Corpus.htmlCases()
        for given in cases {
            let once = sanitiser.sanitise(given.html).html.text
            #expect(InertGrammar.objection(to: once) == nil, "\(given.id)")
            #expect(sanitiser.sanitise(once).html.text == once, "\(given.id) changes when sanitised again")
        }
        try write(cases)
    }

    @Test("what other sanitisers keep is kept, where their lists and ours agree")
    func compare() throws {
        var misses: [String] = []
        let cases = try Corpus.htmlCases().filter { $0.expected.one_of != nil }
        for given in cases {
            let ours = Self.comparable(sanitiser.sanitise(given.html))
            let theirs = (given.expected.one_of ?? []).map { Self.comparable(sanitiser.sanitise($0)) }
            if !theirs.contains(ours) { misses.append("\(given.id)\n  given  \(given.html)\n  ours   \(ours)\n  theirs \(theirs)") }
        }
        print("Of \(cases.count) outputs of other sanitisers \(cases.count - misses.count) are ours too, once both are cut to our list.")
        if ProcessInfo.processInfo.environment["AMPARO_SHOW_MISSES"] != nil { print(misses.joined(separator: "\n")) }
        #expect(misses.count <= 60)
    }

    @Test("the mails of common programs come through with their words", .enabled(if: Corpus.has("reply-trimming-html")))
    func mails() throws {
        for html in try Corpus.files(in: "reply-trimming-html") {
            let sanitised = sanitiser.sanitise(html)
            #expect(!sanitised.fellBackToText)
            #expect(InertGrammar.objection(to: sanitised.html.text) == nil)
            #expect(sanitiser.sanitise(sanitised.html.text).html == sanitised.html)
            #expect(Self.words(sanitised.html.text) == Self.words(html))
        }
    }

    @Test("no naughty string becomes markup", .enabled(if: Corpus.has("hostile-strings")))
    func strings() throws {
        for text in try Corpus.texts(in: "hostile-strings") {
            #expect(InertGrammar.objection(to: PlainText.html(ofText: text).text) == nil)
            #expect(InertGrammar.objection(to: "<p title=\"\(HTML(text: text).text)\">\(HTML(text: text).text)</p>") == nil)
            #expect(InertGrammar.objection(to: sanitiser.sanitise(text).html.text) == nil)
        }
    }

    private static func words(_ html: String) -> [Substring] {
        PlainText.text(ofHTML: html, links: .dropped).split(whereSeparator: \.isWhitespace)
    }

    private static func comparable(_ sanitised: Sanitised) -> String {
        sanitised.html.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// For the browser's check: one JSON line per case, with remote pictures and those of the mail shown.
    private func write(_ cases: [Corpus.HTMLCase]) throws {
        guard let path = ProcessInfo.processInfo.environment["AMPARO_SANITISED_OUT"] else { return }
        let encoder = JSONEncoder()
        let lines = try cases.map { given in
            let html = Sanitised.shown(sanitiser.sanitise(given.html).html, remoteImages: .allowed) { _ in "/picture" }
            return String(decoding: try encoder.encode(["id": given.id, "html": html.text]), as: UTF8.self)
        }
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}
