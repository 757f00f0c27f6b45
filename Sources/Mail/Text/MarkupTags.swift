/// The tags of HTML, one after another, with the three attributes that name a container.
struct MarkupTags {
    struct Tag {
        var name: String
        var isEnd: Bool
        /// From `<` to behind `>`.
        var range: Range<Int>
        var id = ""
        var classes = ""
        var style = ""
        /// `data-…` attributes, each as `name=value`.
        var marks: [String] = []
    }

    static let voids: Set = ["br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "o:p"]

    let bytes: [UInt8]
    private var position = 0

    init(_ html: String) {
        bytes = QuoteMarkup.cleared(html)
    }

    mutating func next() -> Tag? {
        while position < bytes.count {
            guard let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) else { break }
            position = open + 1
            if starts(with: "!--") {
                skip(past: "-->")
            } else if let tag = tag(from: open) {
                if !tag.isEnd, tag.name == "style" || tag.name == "script" { skipContent() }
                return tag
            }
        }
        position = bytes.count
        return nil
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    private mutating func skip(past text: String) {
        let wanted = Array(text.utf8)
        while position < bytes.count {
            guard let found = bytes[position...].firstIndex(of: wanted[0]) else { break }
            if bytes[found...].starts(with: wanted) {
                position = found + wanted.count
                return
            }
            position = found + 1
        }
        position = bytes.count
    }

    /// To the next end tag: what stands between is no markup.
    private mutating func skipContent() {
        while position < bytes.count, !(bytes[position] == UInt8(ascii: "<") && starts(with: "</")) { position += 1 }
    }

    private mutating func tag(from open: Int) -> Tag? {
        let isEnd = starts(with: "/")
        if isEnd { position += 1 }
        guard position < bytes.count, bytes[position].isASCIILetter else { return nil }
        let name = word()
        var tag = Tag(name: name, isEnd: isEnd, range: open..<open)
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            if bytes[position].isASCIILetter {
                let (attribute, value) = attribute()
                tag.take(attribute, value)
            } else {
                position += 1
            }
        }
        position = min(position + 1, bytes.count)
        tag.range = open..<position
        return tag
    }

    /// A name, lower case.
    private mutating func word() -> String {
        let start = position
        while position < bytes.count, !" \t\r\n/>=\"'".utf8.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<min(position, start + 64)], as: UTF8.self).lowercased()
    }

    private mutating func attribute() -> (String, String) {
        let name = word()
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return (name, "") }
        position += 1
        skipBlanks()
        guard position < bytes.count else { return (name, "") }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return (name, unquoted()) }
        let start = position + 1
        let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
        position = min(end + 1, bytes.count)
        return (name, String(decoding: bytes[start..<min(end, start + 400)], as: UTF8.self).lowercased())
    }

    private mutating func unquoted() -> String {
        let start = position
        while position < bytes.count, !" \t\r\n>".utf8.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<min(position, start + 400)], as: UTF8.self).lowercased()
    }

    private mutating func skipBlanks() {
        while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) { position += 1 }
    }
}

extension MarkupTags.Tag {
    fileprivate mutating func take(_ attribute: String, _ value: String) {
        switch attribute {
        case "id": id = value
        case "class": classes = value
        case "style": style = String(value.filter { !$0.isWhitespace })
        case let name where name.hasPrefix("data-"): marks.append(name + "=" + value.lowercased())
        default: break
        }
    }
}
