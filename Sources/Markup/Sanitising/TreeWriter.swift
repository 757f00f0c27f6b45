import Primitives

/// Writes a parsed tree anew: elements and attributes of the policy, all values in double quotes, all text escaped.
struct TreeWriter {
    private let policy: Policy
    private var html = HTML.empty
    private var contentIDs: [String] = []
    private var knownIDs: Set<String> = []
    private var hasRemoteImages = false
    /// For each open link, whether it has an address and so its tags.
    private var openLinks: [Bool] = []
    /// Set behind `<pre>`, where a first line end would be lost.
    private var isBehindPre = false

    init(policy: Policy) {
        self.policy = policy
    }

    mutating func write(_ step: ParsedTree.Step) {
        switch step {
        case .text(let text): write(text)
        case .enter(let element): enter(element)
        case .leave(let element): leave(element.name)
        }
    }

    func finish() -> Sanitised {
        Sanitised(html: html, hasRemoteImages: hasRemoteImages, contentIDs: contentIDs, notices: [], fellBackToText: false)
    }

    private mutating func write(_ text: String) {
        let text = String(String.UnicodeScalarView(text.unicodeScalars.filter(Self.isWritten)))
        // The parser drops spaces before the first word.
        let words = html.bytes.isEmpty ? text.utf8.drop(while: \.isSpace) : text.utf8[...]
        guard let first = words.first else { return }
        if isBehindPre, first == .newline { html += "\n" }
        isBehindPre = false
        html += HTML(text: String(Substring(words)))
    }

    /// Control characters are no text.
    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0x7F || scalar == "\n" || scalar == "\t"
    }

    private mutating func enter(_ element: ParsedTree.Element) {
        guard policy.elements[element.name] != nil else { return }
        switch element.name {
        case "img": return image(element)
        case "a": link(element)
        default: html += "<\(trusted: element.name)\(attributes(of: element))>"
        }
        isBehindPre = element.name == "pre"
    }

    private mutating func leave(_ name: String) {
        isBehindPre = false
        guard policy.elements[name] != nil, !Set.voidElements.contains(name) else { return }
        if name == "a", openLinks.popLast() != true { return }
        html += "</\(trusted: name)>"
    }

    private mutating func link(_ element: ParsedTree.Element) {
        let href = element.attributes.first { $0.name == "href" }.flatMap { policy.link($0.value) }
        openLinks.append(href != nil)
        guard let href else { return }
        html += "<a href=\"\(href)\"\(attributes(of: element)) rel=\"noopener noreferrer nofollow\" target=\"_blank\">"
    }

    /// A picture with its source first; without a usable source, the words that stand for it.
    private mutating func image(_ element: ParsedTree.Element) {
        let before = html.bytes.count
        defer { if html.bytes.count > before { isBehindPre = false } }
        let values = Dictionary(element.attributes.map { ($0.name, $0.value) }) { first, _ in first }
        let source = values["src"] ?? values["data-remote-src"] ?? ""
        if let id = SafeURL.contentID(source) {
            if knownIDs.insert(id).inserted { contentIDs.append(id) }
            html += "<img src=\"cid:\(id)\"\(attributes(of: element))>"
        } else if let remote = SafeURL.remoteImage(source) {
            hasRemoteImages = true
            html += "<img data-remote-src=\"\(remote)\"\(attributes(of: element))>"
        } else if policy.hasOwnPaths, let path = SafeURL.ownPath(source) {
            html += "<img src=\"\(path)\"\(attributes(of: element))>"
        } else if let alt = values["alt"] {
            write(alt)
        }
    }

    private func attributes(of element: ParsedTree.Element) -> HTML {
        element.attributes.compactMap { attribute -> HTML? in
            guard let rule = policy.rule(for: attribute.name, on: element.name), let value = rule.checked(attribute.value) else {
                return nil
            }
            return " \(trusted: attribute.name)=\"\(value)\""
        }.joined()
    }
}

extension HTML.StringInterpolation {
    /// A name of the policy's own lists.
    fileprivate mutating func appendInterpolation(trusted name: String) {
        appendInterpolation(HTML(trusted: Array(name.utf8)))
    }
}
