/// HTML to text that people read, and text to HTML.
package enum PlainText {
    /// Where the address of a link stands whose text does not show it.
    package enum Links: Sendable { case shown, dropped }

    /// The words of an HTML mail, as a person would have typed them: paragraphs, `- ` before list items, `> ` before quotes, a
    /// line for each table row, ` <address>` behind a link whose text is another. What is hidden is left out.
    ///
    /// Linear in time and space, whatever the size; lines end with `\n`, none at the end.
    package static func text(ofHTML html: String, links: Links = .shown) -> String {
        beginning(ofHTML: html, upTo: .max, links: links).text
    }

    /// The text of HTML up to about so many bytes, and whether that is all.
    static func beginning(ofHTML html: String, upTo limit: Int, links: Links = .shown) -> (text: String, isWhole: Bool) {
        var source = VisibleSource(Array(html.utf8), hiding: isHidden)
        var reader = TextReader(links: links)
        while reader.count < limit, let token = source.next() { reader.read(token, of: source.bytes) }
        return (reader.finish(), reader.count < limit)
    }

    /// Whether the sender meant that element not to be seen, as the preview line of newsletters.
    @Sendable static func isHidden(_ tag: StartTag, in bytes: [UInt8]) -> Bool {
        if tag.range(of: "hidden") != nil { return true }
        guard let range = tag.range(of: "style"), !range.isEmpty else { return false }
        let style = String(decoding: bytes[range].lazy.filter { !$0.isSpace }.map(\.lowercased), as: UTF8.self)
        return style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all")
    }
}
