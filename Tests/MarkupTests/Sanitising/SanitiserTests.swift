import Markup
import Primitives
import Testing

struct SanitiserTests {
    private func mail(_ html: String) -> String { Sanitiser(policy: .mail).sanitise(html).html.text }

    @Test("an ordinary mail looks as it was written")
    func ordinary() {
        #expect(
            mail(
                "<html><head><title>x</title><style>p{}</style></head><body><p style='color: RED'>Hola <b>Ana</b><br>Adi&oacute;s</p></body></html>"
            )
                == "<p style=\"color:red\">Hola <b>Ana</b><br>Adiós</p>")
    }

    @Test("links open elsewhere and tell nothing about us")
    func links() {
        #expect(
            mail("<a href='https://x.es/?a=1&b=2' target=_self onclick=x>x</a>")
                == "<a href=\"https://x.es/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>")
        #expect(mail("<a name=x>y</a><a href='javascript:x'>z</a>") == "yz")
    }

    @Test("tables keep their shape")
    func tables() {
        #expect(
            mail("<table border=1 width=100% background=x><tr><td colspan=2 bgcolor=#EEE height=abc>a<th nowrap>b</table>")
                == "<table border=\"1\" width=\"100%\"><tbody><tr><td colspan=\"2\" bgcolor=\"#eee\">a</td><th nowrap=\"\">b</th></tr></tbody></table>"
        )
    }

    @Test("what is within a form stays, the form goes")
    func forms() {
        #expect(
            mail("<form action=x><p>Hola <input value=x><button>Sí</button><textarea><b></textarea></form>") == "<p>Hola Sí&lt;b&gt;</p>")
    }

    @Test(
        "what runs, frames or draws goes with its content",
        arguments: [
            "<script>x</script>", "<style>x</style>", "<iframe>x</iframe>", "<object>x</object>", "<svg><g>x</g></svg>",
            "<math><mi>x</math>",
            "<template>x</template>", "<noscript>x</noscript>", "<xmp>x</xmp>", "<title>x</title>", "<embed src=x>", "<!-- x -->",
            "<base href=x>",
            "<link rel=x href=x>", "<meta http-equiv=refresh content=x>", "<video>x</video>", "<noembed>x</noembed>",
            "<select><option>x</select>",
            "<svg><foreignObject><p>x</p></foreignObject></svg>", "<svg><style><!--</style><p>x</p>--></svg>",
        ])
    func dropped(html: String) {
        #expect(mail("a\(html)b") == "ab")
    }

    @Test("the page's colours stay with the text")
    func body() {
        #expect(
            mail("<body bgcolor=black text=#ffffff style='margin:0;position:fixed' onload=x background=y>a</body>")
                == "<div style=\"background-color:black;color:#ffffff;margin:0\">a</div>")
    }

    @Test("a picture without a source we show stands by its words")
    func pictures() {
        #expect(mail("<img src='data:image/png;base64,x' alt='<Logo>'><img src=x><img>") == "&lt;Logo&gt;")
        #expect(mail("<image src='http://x.es/a.png' srcset=y onerror=z>") == "<img data-remote-src=\"http://x.es/a.png\">")
        #expect(mail("<img data-remote-src='javascript:x'>") == "")
    }

    @Test("an article may link to our own pages, a mail may not")
    func articles() {
        let given = "<a href='/help/1'>a</a><img src='/files/2'><a href='//x.es'>b</a>"
        let article = Sanitiser(policy: .article).sanitise(given).html.text
        #expect(
            article == """
                <a href="/help/1" rel="noopener noreferrer nofollow" target="_blank">a</a><img src="/files/2">\
                <a href="https://x.es" rel="noopener noreferrer nofollow" target="_blank">b</a>
                """)
        #expect(mail(given) == "a<a href=\"https://x.es\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">b</a>")
    }

    @Test("the first line end of preformatted text is not lost by reading it twice")
    func preformatted() {
        #expect(mail("<pre>\n\nx\n y</pre>") == "<pre>\n\nx\n y</pre>")
        #expect(mail(mail("<pre>\n\n\nx</pre>")) == mail("<pre>\n\n\nx</pre>"))
        #expect(mail("<pre><img alt='\n\nx'></pre>") == mail(mail("<pre><img alt='\n\nx'></pre>")))
    }

    @Test("control characters go")
    func controls() {
        #expect(mail("a\u{1}b\0c\u{7F}\te") == "abc\te")
    }

    /// No arguments: they would stand in the log.
    private static let piles = [
        String(repeating: "<div>", count: 50_000) + "Hola", String(repeating: "<ul><li>", count: 300) + "Hola",
        (0..<600).map { "<font color=#\($0 + 100_000)>" }.joined() + "Hola",
        "<p>" + (0..<400).map { "<font color=#\($0 + 100_000)>" }.joined() + String(repeating: "<p>Hola", count: 1000),
        String(repeating: "<p>Hola</p>", count: 100_000), String(repeating: "<b><p>Hola", count: 30_000),
        "<style><!--</style>" + String(repeating: "<div>", count: 600) + "Hola",
        String(repeating: "<div><!--</div>-->", count: 600) + "Hola",
        String(repeating: "<div><table><td></div>", count: 600) + "Hola",
    ]

    @Test("what would make the parser slow is shown as its text", arguments: piles.indices)
    func tooMuch(pile: Int) {
        let html = Self.piles[pile]
        let sanitised = Sanitiser(policy: .mail).sanitise(html)
        #expect(sanitised.fellBackToText)
        #expect(sanitised.html.text.contains("Hola"))
        #expect(["markup.shownAsText", "markup.shownInPart"].contains(sanitised.notices.first?.key))
    }

    @Test("scripts, comments and inline pictures do not count towards the limit")
    func largeButPlain() {
        let html =
            "<style>\(String(repeating: "p{} ", count: 200_000))</style><img src='data:image/png;base64,\(String(repeating: "x", count: 2_000_000))'>Hola"
        let sanitised = Sanitiser(policy: .mail).sanitise(html)
        #expect(!sanitised.fellBackToText)
        #expect(sanitised.html.text == "Hola")
    }

    @Test("long text in place of HTML is cut, and that is said")
    func cut() {
        let sanitised = Sanitiser(policy: .mail).sanitise(String(repeating: "<p>Buenos días</p>", count: 60_000))
        #expect(sanitised.notices.map(\.key) == ["markup.shownInPart"])
        #expect(sanitised.html.bytes.count < 2_000_000)
    }
}
