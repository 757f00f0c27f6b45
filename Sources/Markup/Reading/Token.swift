/// A start tag as it stands in the source; values are still encoded.
struct StartTag: Sendable {
    /// In ASCII lower case.
    let name: String
    let attributes: [Attribute]
    let closesItself: Bool

    struct Attribute: Sendable {
        /// In ASCII lower case.
        let name: String
        /// Where its value stands in the source; empty when it has none.
        let value: Range<Int>
    }

    /// The first attribute of that name: later ones are ignored, as browsers do.
    func range(of attribute: String) -> Range<Int>? {
        attributes.first { $0.name == attribute }?.value
    }
}

/// A piece of HTML source. Ranges are positions in it.
enum Token: Sendable {
    case text(Range<Int>)
    case start(StartTag)
    case end(String)
    /// What stands between `<style>`, `<script>`, `<title>` … and their end, which knows no tags.
    case raw(String, Range<Int>)
}

extension Set<String> {
    /// Elements that never have an end tag.
    static let voidElements: Set = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen", "link", "meta",
        "param", "source", "track", "wbr",
    ]
    /// Elements whose content is not markup.
    static let rawElements: Set = ["script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"]
}
