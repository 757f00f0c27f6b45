import Testing

@testable import Markup

struct EntitiesTests {
    @Test(
        "references are read as browsers read them",
        arguments: [
            ("a &amp; b &lt;c&gt; &quot;", "a & b <c> \""),
            ("&ntilde;&Ntilde;&#241;&#xF1;&#XF1;", "ñÑñññ"),
            ("&#8217;&#146;&rsquo;", "’’’"),
            ("&hellip;&nbsp;&euro;", "…\u{A0}€"),
            ("&scedil;&tcedil;&abreve;", "şţă"),
            ("&copy 2026 &copy2026", "© 2026 ©2026"),
            ("&notit;", "¬it;"),
            ("&unknown; &; & &# &#x; &#;", "&unknown; &; & &# &#x; &#;"),
            ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#65", "A"),
            ("&euro", "&euro"),
        ])
    func decodes(source: String, text: String) {
        #expect(String(decoding: Entities.decode(source.utf8), as: UTF8.self) == text)
    }

    @Test("an address keeps what only looks like a reference")
    func attributes() {
        let decoded = Entities.decode("?a=1&copy=2&lt=3&amp;b=4&reg".utf8, in: .attribute)
        #expect(String(decoding: decoded, as: UTF8.self) == "?a=1&copy=2&lt=3&b=4®")
    }
}
