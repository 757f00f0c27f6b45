import Markup
import Testing

@testable import Tickets

@Suite("How words begin in a list")
struct SnippetTests {
    @Test(
        "is what the slow way gives",
        arguments: [
            "", "  \r\n ", "Hola,\r\n\r\n¿qué tal?\u{A0}Bien", String(repeating: "a", count: 120), String(repeating: "a", count: 121),
            String(repeating: "word ", count: 40), String(repeating: "a", count: 119) + " b", "e\u{301}".padding(200), "日本語 🧯",
            String(repeating: " ", count: 500) + "late",
        ])
    func same(text: String) {
        #expect(Snippet.of(text) == PlainText.excerpt(of: text, length: 120))
    }
}

extension String {
    fileprivate func padding(_ times: Int) -> String { String(repeating: self, count: times) }
}
