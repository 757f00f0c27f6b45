/// HTML as nobody should write it.
struct TagSoup {
    private var random: SeededRandomness

    init(seed: UInt64) {
        random = SeededRandomness(seed: seed)
    }

    mutating func pour(pieces count: Int) -> String {
        (0..<Int.random(in: 1...count, using: &random)).map { _ in piece() }.joined()
    }

    private mutating func piece() -> String {
        let name = Self.names.randomElement(using: &random) ?? "p"
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<5: return "<\(name)\(attributes())>"
        case 5..<8: return "</\(name)>"
        case 8..<10: return Self.texts.randomElement(using: &random) ?? ""
        default: return Self.oddities.randomElement(using: &random) ?? ""
        }
    }

    private mutating func attributes() -> String {
        (0..<Int.random(in: 0...2, using: &random)).map { _ in Self.attributes.randomElement(using: &random) ?? "" }.joined()
    }

    private static let names =
        """
        a a a b i u s em strong font big code div div p p span table table tr td td th tbody caption col colgroup ul ol li dl dd dt h1 h2 h6
        pre blockquote center img br hr svg math mtext mglyph style script title textarea xmp noscript template select option form button
        body html head frameset iframe plaintext details summary nobr marquee object annotation-xml foreignObject desc image o:p q sub
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    private static let texts = [
        "x", " ", "\n", "Hola", "a < b", "&lt;", "&amp;lt;", "\u{0}", "\u{1}", "é", "&#10;", "&NewLine;", "\"", "'>", "=", "\r\n",
    ]
    private static let oddities = [
        "<", "</", "<!", "<!--", "-->", "--!>", "<!-->", "<?x", "<![CDATA[", "]]>", "</ p>", "<a", "<p x=", "<p title=\"",
        "<img src=x onerror=alert(1)",
        "<a href='java\tscript:alert(1)'>", "<a href=http://x/>", "</br>", "</p>", "<table><table>", "<a href=http://a/><a href=http://b/>",
        "<style><!--</style>", "<p title=\"</style><img src=x onerror=alert(1)>\">", "<svg/>", "<svg></p><style>", "<math><mi>",
    ]
    private static let attributes = [
        " href=http://x.es/?a&b", " href=\"javascript:alert(1)\"", " onclick=alert(1)", " style=\"color:red;position:fixed;width:10px\"",
        " style='background:url(javascript:alert(1))'", " src=http://x.es/p.png", " src='cid:a@b'", " alt='\"><script>'", " title=`<img>`",
        " colspan=2", " width=50%", " id=x", " class=y", " name=z", " align=center", " alt='\nx'", " type=cite", " color=\"red\"", " /",
    ]
}
