import Markup
import Testing

struct PlainTextToHTMLTests {
    private func html(_ text: String) -> String { PlainText.html(ofText: text).text }

    @Test("text keeps its paragraphs and lines, and cannot become markup")
    func paragraphs() {
        #expect(html("Hola <b>\r\nAna\n\n\nAdiós & gracias") == "<p>Hola &lt;b&gt;<br>\nAna</p>\n<p>Adiós &amp; gracias</p>\n")
        #expect(html("") == "")
    }

    @Test("quotes are folded")
    func quotes() {
        #expect(
            html("a\n> b\n>> c\n> > d\ne")
                == """
                <p>a</p>
                <details><summary>…</summary><blockquote type="cite"><p>b</p>
                <blockquote type="cite"><p>c<br>
                d</p>
                </blockquote></blockquote></details>
                <p>e</p>

                """)
    }

    @Test(
        "addresses can be clicked, without the stops around them",
        arguments: [
            ("(https://x.es/a_(b)).", "https://x.es/a_(b)", "https://x.es/a_(b)"),
            ("<http://x.es/?a=\"b>,", "http://x.es/?a=%22b", "http://x.es/?a=&quot;b"),
            ("www.x.es!", "http://www.x.es", "www.x.es"),
            ("ana@x.es.", "mailto:ana@x.es", "ana@x.es"),
            ("mailto:ana@x.es", "mailto:ana@x.es", "mailto:ana@x.es"),
        ])
    func links(text: String, address: String, shown: String) {
        #expect(html(text).contains("<a href=\"\(address)\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">\(shown)</a>"))
    }

    @Test(
        "what is no address is not made one",
        arguments: ["javascript:alert(1)", "a@b", "http://", "www.", "@x.es", "1.5", "data:text/html,x", "a:b"])
    func noLinks(text: String) {
        #expect(!html(text).contains("<a "))
    }

    @Test("columns stay apart")
    func columns() {
        #expect(html("a   b\tc") == "<p>a\u{A0}\u{A0} b\u{A0}\u{A0}\u{A0} c</p>\n")
    }

    @Test("sanitised, it stays as it is", arguments: 1...20 as ClosedRange<UInt64>)
    func inert(seed: UInt64) {
        var soup = TagSoup(seed: seed)
        for _ in 0..<50 {
            let html = PlainText.html(ofText: "> " + soup.pour(pieces: 30) + " http://x.es/" + soup.pour(pieces: 3)).text
            #expect(InertGrammar.objection(to: html) == nil)
        }
    }
}
