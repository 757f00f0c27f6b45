/// Cuts HTML source into tokens by the rules of the HTML standard (§13.2.5), in one pass and without a limit on size.
///
/// Comments, doctypes and processing instructions are left out. A tag that never ends takes the rest with it, as in browsers.
struct Tokeniser: Sendable {
    let bytes: [UInt8]
    private(set) var position = 0
    /// Set when the next bytes are the content of this element.
    private var rawElement: String?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        if let name = rawElement { return raw(name) }
        while position < bytes.count {
            if let token = textToken() ?? markup() { return token }
        }
        return nil
    }

    /// Everything up to the next `<` that begins markup; `nil` when there is nothing before it.
    private mutating func textToken() -> Token? {
        let start = position
        while position < bytes.count, !beginsMarkup(at: position) { position += 1 }
        return start < position ? .text(start..<position) : nil
    }

    private func beginsMarkup(at index: Int) -> Bool {
        guard bytes[index] == .less, index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        if next == .slash { return index + 2 < bytes.count }
        return next.isLetter || next == .exclamation || next == .question
    }

    /// The token that begins at `<`; `nil` for what is left out.
    private mutating func markup() -> Token? {
        guard position < bytes.count else { return nil }
        let next = bytes[position + 1]
        if next.isLetter {
            position += 1
            return startTag()
        }
        if next == .slash {
            guard bytes[position + 2].isLetter else { return bogus() }
            position += 2
            return tag().map { .end($0.name) }
        }
        return bytes[position...].starts(with: "<!--".utf8) ? comment() : bogus()
    }

    private mutating func startTag() -> Token? {
        guard let tag = tag() else { return nil }
        if Set.rawElements.contains(tag.name) { rawElement = tag.name }
        if tag.name == "plaintext" { return .raw(tag.name, rest()) }
        return .start(tag)
    }

    private mutating func rest() -> Range<Int> {
        defer { position = bytes.count }
        return position..<bytes.count
    }

    private mutating func bogus() -> Token? {
        while position < bytes.count, bytes[position] != .greater { position += 1 }
        position = min(position + 1, bytes.count)
        return nil
    }

    private mutating func comment() -> Token? {
        position += 4
        if bytes[position...].starts(with: ">".utf8) { return bogus() }
        if bytes[position...].starts(with: "->".utf8) { return bogus() }
        while position < bytes.count {
            if bytes[position] == .greater, endsComment(at: position) {
                position += 1
                return nil
            }
            position += 1
        }
        return nil
    }

    /// Whether `-->` or `--!>` ends at that `>`.
    private func endsComment(at index: Int) -> Bool {
        if bytes[index - 1] == .hyphen { return bytes[index - 2] == .hyphen }
        return bytes[index - 1] == .exclamation && bytes[index - 2] == .hyphen && bytes[index - 3] == .hyphen
    }

    /// The content of an element that knows no tags, up to its own end tag, or to the end of the source.
    private mutating func raw(_ name: String) -> Token {
        rawElement = nil
        let start = position
        while position < bytes.count {
            if bytes[position] == .less, endsRaw(name, at: position) { return .raw(name, start..<position) }
            position += 1
        }
        return .raw(name, start..<position)
    }

    private func endsRaw(_ name: String, at index: Int) -> Bool {
        let end = index + 2 + name.utf8.count
        guard end < bytes.count, bytes[index + 1] == .slash else { return false }
        return zip(bytes[(index + 2)..<end], name.utf8).allSatisfy { $0.lowercased == $1 }
            && (bytes[end].isSpace || bytes[end] == .slash || bytes[end] == .greater)
    }
}

extension Tokeniser {
    /// Name and attributes from here to the `>`; `nil` when the source ends before it.
    private mutating func tag() -> StartTag? {
        let name = lowercased { !$0.isSpace && $0 != .slash && $0 != .greater }
        var attributes: [StartTag.Attribute] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == .greater {
                position += 1
                return StartTag(name: name, attributes: attributes, closesItself: bytes[position - 2] == .slash)
            }
            if byte.isSpace || byte == .slash {
                position += 1
            } else {
                attributes.append(attribute())
            }
        }
        return nil
    }

    private mutating func attribute() -> StartTag.Attribute {
        let start = position
        let name = lowercased { byte in !byte.isSpace && byte != .slash && byte != .greater && byte != .equals }
        if position == start {  // A leading = belongs to the name.
            position += 1
            return attribute()
        }
        let afterName = position
        skipSpaces()
        guard position < bytes.count, bytes[position] == .equals else {
            position = afterName
            return StartTag.Attribute(name: name, value: afterName..<afterName)
        }
        position += 1
        skipSpaces()
        return StartTag.Attribute(name: name, value: value())
    }

    private mutating func value() -> Range<Int> {
        guard position < bytes.count else { return position..<position }
        let quote = bytes[position]
        guard quote == .quote || quote == .apostrophe else {
            let start = position
            while position < bytes.count, !bytes[position].isSpace, bytes[position] != .greater { position += 1 }
            return start..<position
        }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != quote { position += 1 }
        defer { position = min(position + 1, bytes.count) }
        return start..<position
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position].isSpace { position += 1 }
    }

    private mutating func lowercased(while belongs: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, belongs(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position].lazy.map(\.lowercased), as: UTF8.self)
    }
}
