/// The tokens of HTML source without what is not meant to be read: elements that go with their content.
///
/// Linear: an element that never ends is looked for once, then only its tags are left out.
struct VisibleSource: Sendable {
    private var tokeniser: Tokeniser
    private var neverEnding: Set<String> = []
    /// Whether an element goes with its content, beyond those that always do.
    private let isHidden: @Sendable (StartTag, [UInt8]) -> Bool

    /// Elements that go with their content.
    static let dropped: Set = [
        "svg", "math", "template", "noscript", "object", "applet", "audio", "video", "canvas", "select", "datalist", "frameset",
    ]

    init(_ bytes: [UInt8], hiding isHidden: @escaping @Sendable (StartTag, [UInt8]) -> Bool = { _, _ in false }) {
        tokeniser = Tokeniser(bytes)
        self.isHidden = isHidden
    }

    var bytes: [UInt8] { tokeniser.bytes }

    /// The next text, start or end tag. Raw content comes out only where it is words: `textarea` and `plaintext`.
    mutating func next() -> Token? {
        while let token = tokeniser.next() {
            switch token {
            case .text, .end: return token
            case .raw(let name, _): if name == "textarea" || name == "plaintext" { return token }
            case .start(let tag): if !skips(tag) { return token }
            }
        }
        return nil
    }

    /// Whether the element of that start tag is left out; if so, its content has been passed over.
    private mutating func skips(_ tag: StartTag) -> Bool {
        let isDropped = Self.dropped.contains(tag.name)
        guard isDropped || isHidden(tag, bytes) else { return false }
        if Set.voidElements.contains(tag.name) || (isDropped && tag.closesItself) { return true }
        if !neverEnding.contains(tag.name) {
            var ahead = tokeniser
            if ahead.pass(endOf: tag.name) {
                tokeniser = ahead
                return true
            }
            neverEnding.insert(tag.name)
        }
        return isDropped
    }
}

extension Tokeniser {
    /// Moves behind the end tag that belongs to an element just opened; false when there is none.
    fileprivate mutating func pass(endOf name: String) -> Bool {
        var open = 1
        while let token = next() {
            switch token {
            case .start(let tag) where tag.name == name: open += 1
            case .end(name):
                open -= 1
                if open == 0 { return true }
            default: break
            }
        }
        return false
    }
}
