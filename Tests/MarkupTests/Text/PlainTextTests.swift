import Markup
import Testing

struct PlainTextTests {
    private func text(_ html: String) -> String { PlainText.text(ofHTML: html) }

    @Test(
        "HTML reads as a person would have typed it",
        arguments: [
            ("<p>Hola  Ana,</p>\n<p>gracias.<br>Un saludo</p>", "Hola Ana,\n\ngracias.\nUn saludo"),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
            ("<div>a<div>b</div></div>c", "a\nb\nc"),
            ("a<br><br>b", "a\n\nb"),
            ("<ul><li>a<li>b<ol><li>c<li>d</ol></ul>e", "- a\n- b\n  1. c\n  2. d\n\ne"),
            ("<table><tr><td>Talla</td><td>42</td></tr><tr><td>Precio<td>5 €</table>", "Talla\t42\nPrecio\t5 €"),
            ("<blockquote>a<br>b<blockquote>c</blockquote></blockquote>d", "> a\n> b\n>> c\nd"),
            ("On Monday Ana wrote:<blockquote><p>x</p><p>y</p></blockquote>", "On Monday Ana wrote:\n\n> x\n>\n> y"),
            ("x<pre>\n a\n  b</pre>y", "x\n\n a\n  b\n\ny"),
            ("a<hr>b", "a\n________________________________\nb"),
            ("caf&eacute;&nbsp;&nbsp;1 &lt; 2 &amp;amp;", "café  1 < 2 &amp;"),
            ("a <img alt='Logo' src=x> b", "a Logo b"),
            ("<b>a</b><i>b</i> <u> c</u>", "ab c"),
            ("<p>a</p><p>&nbsp;</p><p>&nbsp;</p><p>&nbsp;</p><p>b</p>", "a\n\n\nb"),
            ("&nbsp;<p>&nbsp;</p>a", "a"),
            ("so\u{AD}ft\u{200B}ware", "software"),
            ("a < b", "a < b"),
            ("", ""),
        ])
    func reads(html: String, expected: String) {
        #expect(text(html) == expected)
    }

    @Test(
        "what is not meant to be read is left out",
        arguments: [
            "<style>x</style>", "<script>x</script>", "<title>x</title>", "<!-- x -->", "<div style='DISPLAY : none'>x<div>y</div></div>",
            "<span hidden>x</span>", "<p style='mso-hide:all'>x</p>", "<svg><text>x</text></svg>", "<noscript>x</noscript>",
        ])
    func hides(html: String) {
        #expect(text("a\(html)b").filter { !$0.isWhitespace } == "ab")
    }

    @Test("a hidden part that never ends hides nothing")
    func unfinished() {
        #expect(text("<div style='display:none'>Hola") == "Hola")
    }

    @Test("a link shows its address where its text does not")
    func links() {
        #expect(text("<a href='https://x.es/a?b=1&amp;c=2'>aquí</a>.") == "aquí <https://x.es/a?b=1&c=2>.")
        #expect(text("<a href='https://www.x.es/'>www.x.es</a>") == "www.x.es")
        #expect(text("<a href='mailto:Ana@x.es?subject=y'>ana@x.es</a>") == "ana@x.es")
        #expect(text("<a href='tel:+34600'>+34 600</a>") == "+34 600")
        #expect(text("<a href='javascript:x'>y</a><a href='#z'>w</a>") == "yw")
        #expect(text("<a href='https://x.es'><img src=y></a>z") == "z")
        #expect(PlainText.text(ofHTML: "<a href='https://x.es'>y</a>", links: .dropped) == "y")
    }

    @Test("no size and no depth stops it")
    func hostile() {
        #expect(text(String(repeating: "<div>", count: 50_000) + "Hola") == "Hola")
        #expect(text(String(repeating: "<blockquote>", count: 30_000) + "Hola") == String(repeating: ">", count: 32) + " Hola")
        #expect(text(String(repeating: "<svg>", count: 30_000) + "Hola") == "Hola")
        #expect(text(String(repeating: "<ul><li>", count: 30_000) + "Hola").hasSuffix("- Hola"))
    }
}
