/// What the HTML parser is given: the source without comments, scripts and whatever else is never shown, with every tag and attribute
/// written in one form. So the parser sees exactly the tags that were weighed, and nothing can hide from the scale.
struct ParserInput {
    private(set) var bytes: [UInt8] = []
    private(set) var load = ParserLoad()
    private let policy: Policy
    private var hasBody = false

    /// Bytes the parser takes at most.
    static let limit = 1_000_000

    /// Bytes of an attribute's value; longer ones, such as pictures written into their address, are left out.
    private static let longestValue = 16_384

    /// `nil` when the parser would take too long over it.
    init?(_ html: String, policy: Policy) {
        self.policy = policy
        var source = VisibleSource(Array(html.utf8))
        bytes.reserveCapacity(min(source.bytes.count + 64, Self.limit))
        while let token = source.next() {
            write(token, of: source.bytes)
            if bytes.count > Self.limit || load.isTooMuch { return nil }
        }
    }

    private mutating func write(_ token: Token, of source: [UInt8]) {
        switch token {
        case .text(let range): text(source[range])
        case .raw("plaintext", let range): text(source[range], escaping: .ampersand)
        case .raw(_, let range): text(source[range])
        case .start(let tag): start(tag, of: source)
        case .end(let name): end(name)
        }
    }

    private mutating func text(_ text: ArraySlice<UInt8>, escaping also: UInt8? = nil) {
        load.text(isBlank: text.allSatisfy(\.isSpace))
        for byte in text {
            switch byte {
            case .less: bytes.append(contentsOf: "&lt;".utf8)
            case also: bytes.append(contentsOf: "&amp;".utf8)
            case 0..<0x20 where !byte.isSpace: break  // Control characters are no text.
            case 0x7F: break
            default: bytes.append(byte)
            }
        }
    }

    private mutating func start(_ tag: StartTag, of source: [UInt8]) {
        if tag.name == "body" { return body(tag, of: source) }
        let name = tag.name == "image" ? "img" : tag.name
        guard policy.elements[name] != nil else { return }
        if name != "a" || isLink(tag, of: source) { open(tag, as: name, of: source) }
    }

    private mutating func open(_ tag: StartTag, as name: String, of source: [UInt8]) {
        let begin = bytes.count
        bytes.append(.less)
        bytes.append(contentsOf: name.utf8)
        for attribute in tag.attributes where policy.rule(for: attribute.name, on: name) != nil {
            if attribute.value.count <= Self.longestValue { write(attribute.name, source[attribute.value]) }
        }
        bytes.append(.greater)
        load.start(name, written: bytes[begin...])
    }

    /// A link is one only with an address. Without, its tags go here, where they cannot yet shape the tree.
    private func isLink(_ tag: StartTag, of source: [UInt8]) -> Bool {
        guard let href = tag.range(of: "href") else { return false }
        return policy.link(String(decoding: Entities.decode(source[href], in: .attribute), as: UTF8.self)) != nil
    }

    private mutating func write(_ name: String, _ value: ArraySlice<UInt8>) {
        bytes.append(.space)
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "=\"".utf8)
        for byte in value {
            if byte == .quote { bytes.append(contentsOf: "&quot;".utf8) } else { bytes.append(byte == 0 ? .space : byte) }
        }
        bytes.append(.quote)
    }

    private mutating func end(_ name: String) {
        guard policy.elements[name] != nil, !Set.voidElements.contains(name) || name == "br" else { return }
        bytes.append(contentsOf: "</\(name)>".utf8)
        load.end(name)
    }

    /// The page's own body becomes a block that lasts to the end, so that its colours stay.
    private mutating func body(_ tag: StartTag, of source: [UInt8]) {
        let value = { name in tag.range(of: name).map { String(decoding: Entities.decode(source[$0], in: .attribute), as: UTF8.self) } }
        let colours = [("background-color", "bgcolor"), ("color", "text")].compactMap { property, attribute in
            value(attribute).flatMap(Policy.Rule.colour.checked).map { "\(property):\($0)" }
        }
        let style = SafeStyle.checked((colours + [value("style") ?? ""]).joined(separator: ";"))
        guard !hasBody, style != nil || tag.range(of: "dir") != nil else { return }
        hasBody = true
        let begin = bytes.count
        bytes.append(contentsOf: "<div".utf8)
        if let style { write("style", Array(style.utf8)[...]) }
        if let dir = tag.range(of: "dir") { write("dir", source[dir]) }
        bytes.append(.greater)
        load.start("div", written: bytes[begin...])
    }
}
