import Primitives
import Testing

@testable import Search

@Suite struct HighlightTests {
    /// The text with its hits in brackets.
    private func marked(_ query: String, _ text: String, _ language: Language? = .en) throws -> String {
        let highlight = Highlight(try SearchQuery.parse(query, filters: .none).shown)
        let segments = highlight.mark(text, language: language)
        #expect(segments.map(\.text).joined() == text)
        return segments.map { $0.isHit ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test("hits are marked as they are found", arguments: [
        ("printer", "The Printers (new) paint.", Language.en, "The [Printers] (new) paint."),
        ("conexion", "¿Hay conexión o conexiones?", .es, "¿Hay [conexión] o [conexiones]?"),
        ("informações", "A informação e as INFORMACOES", .pt, "A [informação] e as [INFORMACOES]"),
        ("imprimanta", "Imprimantele și imprimanta", .ro, "[Imprimantele] și [imprimanta]"),
        ("\"on fire\"", "on Fire, fire on", .en, "[on] [Fire], fire on"),
        ("pri*", "price of a printer", .en, "[price] of a [printer]"),
        ("lbt1042", "see LBT-1042", .en, "see [LBT]-[1042]"),
        ("日本", "私は日本語", .en, "私は[日本]語"),
        ("printer -water", "printer water", .en, "[printer] water"),
        ("", "nothing", .en, "nothing"), ("x", "", .en, ""),
    ])
    func marking(_ query: String, _ text: String, _ language: Language, _ expected: String) throws {
        #expect(try marked(query, text, language) == expected)
    }

    private func excerpt(_ query: String, _ text: String, length: Int = 60) throws -> [Segment] {
        Highlight(try SearchQuery.parse(query, filters: .none).shown).excerpt(of: text, language: .en, length: length)
    }

    @Test("an excerpt shows where most hits stand, whole words, and that the text goes on")
    func excerpts() throws {
        let filler = String(repeating: "lorem ipsum dolor ", count: 30)
        let text = "printer " + filler + "the printer\n\n burns and the printer smokes " + filler
        let segments = try excerpt("printer", text)
        let shown = segments.map(\.text).joined()
        #expect(segments.filter(\.isHit).map(\.text) == ["printer", "printer"])
        #expect(shown.contains("the printer burns and the printer smokes"))
        #expect(shown.hasPrefix("…") && shown.hasSuffix("…"))
        #expect(shown.utf8.count < 80)
    }

    @Test("without a hit the beginning is shown; a short text whole")
    func beginning() throws {
        #expect(try excerpt("zebra", String(repeating: "abc ", count: 100)).map(\.text).joined().hasPrefix("abc abc"))
        #expect(try excerpt("zebra", "short  text").map(\.text) == ["short text"])
        #expect(try excerpt("zebra", "") == [])
    }

    @Test("a text without spaces is cut between letters")
    func unspaced() throws {
        let shown = try excerpt("語学", String(repeating: "日本", count: 200) + "語学" + String(repeating: "日本", count: 200))
        #expect(shown.filter(\.isHit).map(\.text) == ["語学"])
        #expect(!shown.map(\.text).joined().contains("\u{FFFD}"))
    }
}
