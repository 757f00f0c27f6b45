/// Writes the text of HTML while its tokens go by.
struct TextReader: Sendable {
    private var page = TextPage()
    private let links: PlainText.Links
    /// Open lists; the next number of an ordered one, `nil` for bullets.
    private var lists: [Int?] = []
    private var link: OpenLink?
    private var preformatted = 0
    /// Set behind `<pre>`: a line end there is not part of the text.
    private var isBehindPre = false

    /// A link whose text is being read.
    private struct OpenLink: Sendable {
        let address: String
        /// Length of the page where its text begins.
        let start: Int
    }

    /// Elements that begin and end a line.
    private static let lines: Set = [
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "header", "hgroup", "html", "legend", "main", "menu", "nav", "option", "section", "summary", "table",
        "tbody", "tfoot", "thead", "tr",
    ]
    /// Elements with an empty line before and behind.
    private static let paragraphs: Set = ["p", "h1", "h2", "h3", "h4", "h5", "h6"]
    /// Deeper quotes are shown at this depth.
    private static let deepestQuote = 32

    init(links: PlainText.Links) {
        self.links = links
    }

    mutating func read(_ token: Token, of bytes: [UInt8]) {
        switch token {
        case .text(let range): words(Entities.decode(bytes[range]))
        case .raw("plaintext", let range): words(Array(bytes[range]))
        case .raw(_, let range): words(Entities.decode(bytes[range]))
        case .start(let tag): start(tag, of: bytes)
        case .end(let name): end(name)
        }
    }

    /// Bytes written.
    var count: Int { page.count }

    mutating func finish() -> String {
        endLink()
        return page.finish()
    }

    private mutating func words(_ bytes: [UInt8]) {
        guard preformatted > 0 else { return page.write(bytes) }
        page.write(verbatim: isBehindPre && bytes.first == .newline ? Array(bytes.dropFirst()) : bytes)
        isBehindPre = false
    }

    private mutating func start(_ tag: StartTag, of bytes: [UInt8]) {
        switch tag.name {
        case "br": page.breakLine()
        case "hr": page.rule()
        case "td", "th": page.nextCell()
        case "ul", "ol", "li": list(tag.name)
        case "blockquote":
            page.endLine()
            page.quoteDepth = min(page.quoteDepth + 1, Self.deepestQuote)
        case "pre", "listing":
            page.endParagraph()
            preformatted += 1
            isBehindPre = true
        case "a": begin(tag, of: bytes)
        case "img": if let alt = tag.range(of: "alt") { page.write(Entities.decode(bytes[alt], in: .attribute)) }
        default: boundary(tag.name)
        }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "ul", "ol":
            _ = lists.popLast()
            if lists.isEmpty { page.endParagraph() } else { page.endLine() }
        case "li": page.endLine()
        case "blockquote":
            page.endLine()
            page.quoteDepth = max(page.quoteDepth - 1, 0)
        case "pre", "listing":
            preformatted = max(preformatted - 1, 0)
            page.endParagraph()
        case "a": endLink()
        case "br": page.breakLine()
        default: boundary(name)
        }
    }

    private mutating func boundary(_ name: String) {
        if Self.paragraphs.contains(name) { page.endParagraph() } else if Self.lines.contains(name) { page.endLine() }
    }

    private mutating func list(_ name: String) {
        guard name == "li" else {
            if lists.isEmpty { page.endParagraph() } else { page.endLine() }
            if lists.count < 100 { lists.append(name == "ol" ? 1 : nil) }
            return
        }
        page.endLine()
        let indent = String(repeating: "  ", count: min(max(lists.count - 1, 0), 8))
        guard let last = lists.last, let number = last else { return page.mark("\(indent)- ") }
        lists[lists.count - 1] = number + 1
        page.mark("\(indent)\(number). ")
    }

    private mutating func begin(_ tag: StartTag, of bytes: [UInt8]) {
        endLink()
        guard links == .shown, let href = tag.range(of: "href") else { return }
        let address = String(decoding: Entities.decode(bytes[href], in: .attribute), as: UTF8.self)
        guard let url = SafeURL.link(address), url.utf8.count <= 255 else { return }
        link = OpenLink(address: url, start: page.count)
    }

    /// Adds the address behind the link's text, unless the text says the same.
    private mutating func endLink() {
        guard let open = link else { return }
        link = nil
        let shown = page.text(from: open.start)
        guard !shown.isEmpty, Self.plain(shown) != Self.plain(open.address) else { return }
        page.write(Array(" <\(open.address)>".utf8))
    }

    /// An address without what people leave out when they write it.
    private static func plain(_ address: String) -> Substring {
        var rest = address.lowercased().filter { !$0.isWhitespace }[...]
        for prefix in ["mailto:", "tel:", "https://", "http://", "www."] where rest.hasPrefix(prefix) { rest.removeFirst(prefix.count) }
        if let query = rest.firstIndex(of: "?"), address.hasPrefix("mailto:") { rest = rest[..<query] }
        if address.hasPrefix("tel:") || rest.allSatisfy({ $0.isNumber || "+-()./".contains($0) }) {
            rest = rest.filter(\.isNumber)[...]
        }
        return rest.hasSuffix("/") ? rest.dropLast() : rest
    }
}
