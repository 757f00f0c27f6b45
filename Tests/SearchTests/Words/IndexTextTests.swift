import Primitives
import Testing

@testable import Search

@Suite struct IndexTextTests {
    @Test("a column holds the words in order, then what else finds them")
    func column() {
        #expect(IndexText.terms(of: "Die Tür ist zu", language: nil) == "xdie xtur xist xzuxw")
        #expect(IndexText.terms(of: "The printers, two printers", language: .en) == "xthe xprinters xtwo xprinters zprinter")
        #expect(IndexText.terms(of: "see LBT-1042", language: nil) == "xsee xlbt x1042 zlbt1042")
        #expect(IndexText.terms(of: "fax", language: nil) == "xfaxx")
        #expect(IndexText.terms(of: "", language: .en) == "")
        #expect(IndexText.terms(of: " \n—", language: .en) == "")
    }

    @Test("a stem is said once for each text, also when its words are met again in the next")
    func repeated() {
        let first = IndexText.terms(of: "printers Printers PRINTERS", language: .en)
        #expect(first == "xprinters xprinters xprinters zprinter")
        #expect(IndexText.terms(of: "printers Printers PRINTERS", language: .en) == first)
    }

    @Test("a column stays below 500,000 bytes, whatever the text")
    func size() {
        let texts = [
            String(repeating: "я", count: 300_000), (0..<120_000).map { "я\($0)" }.joined(separator: " "),
            String(repeating: "日本語", count: 100_000), (0..<200_000).map { "w\($0)s" }.joined(separator: "-"),
            String(repeating: "x", count: 3_000_000), String(repeating: "🙂", count: 100_000),
        ]
        for text in texts { #expect(IndexText.terms(of: text, language: .ro).utf8.count <= 500_000) }
    }

    @Test("words after the 16,000th are found, and are in no phrase")
    func late() throws {
        let text = (0..<16_100).map { "n\($0)" }.joined(separator: " ")
        let terms = FoldedText(terms: IndexText.terms(of: text, language: nil))
        func finds(_ query: String) throws -> Bool { try SearchQuery.parse(query, filters: .none).matches(terms) { _ in false } }
        #expect(try finds("n16099 n1"))
        #expect(try finds("\"n15998 n15999\""))
        #expect(try !finds("\"n16098 n16099\""))
        #expect(try !finds("n16100"))
    }
}
