import Markup
import Testing

struct ExcerptTests {
    @Test("the beginning stands on one line")
    func oneLine() {
        #expect(PlainText.excerpt(of: "  Hola\r\n\r\nAna,\tgracias  ") == "Hola Ana, gracias")
        #expect(PlainText.excerpt(of: "") == "")
    }

    @Test("a cut is shown, and never goes through what people see as one sign")
    func cut() {
        #expect(PlainText.excerpt(of: "Hola Ana", length: 8) == "Hola Ana")
        #expect(PlainText.excerpt(of: "Hola Ana", length: 7) == "Hola A…")
        #expect(PlainText.excerpt(of: "Hola Ana", length: 6) == "Hola…")
        #expect(PlainText.excerpt(of: "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", length: 2) == "👩‍👩‍👧…")
        #expect(PlainText.excerpt(of: "abc", length: 0) == "")
    }

    @Test("a letter with a tower of marks loses them")
    func towers() {
        #expect(PlainText.excerpt(of: "Z" + String(repeating: "\u{301}", count: 100_000) + "a") == "Za")
    }
}
