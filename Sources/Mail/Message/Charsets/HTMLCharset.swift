/// The encoding that an HTML document names for itself (WHATWG HTML §13.2.3.2, "prescan a byte stream").
package enum HTMLCharset {
    /// By byte order mark or `<meta>` within the first `limit` bytes (browsers look at 1,024 before they parse, then at all); `nil` where the document names none.
    package static func sniffed(_ bytes: [UInt8], limit: Int = 64 * 1024) -> Charset? {
        if let marked = Charset.byteOrderMark(of: bytes) { return marked }
        var scan = MetaScan(bytes: Array(bytes.prefix(limit)))
        return scan.run()
    }
}

private struct MetaScan {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func run() -> Charset? {
        while position < bytes.count {
            if starts("<!--") {
                position = bytes[(position + 2)...].firstIndexAfter("-->") ?? bytes.count
            } else if starts("<meta"), let next = byte(at: position + 5), next.isHTMLSpace || next == UInt8(ascii: "/") {
                position += 5
                if let charset = readMeta() { return charset }
            } else if startsTag() {
                skipTag()
            } else if starts("<!") || starts("</") || starts("<?") {
                position = bytes[position...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
            } else {
                position += 1
            }
        }
        return nil
    }

    private func byte(at index: Int) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private func starts(_ text: String) -> Bool {
        bytes[position...].prefix(text.utf8.count).map(\.asciiLowercased) == Array(text.utf8)
    }

    private func startsTag() -> Bool {
        guard bytes[position] == UInt8(ascii: "<"), let next = byte(at: position + 1) else { return false }
        if next == UInt8(ascii: "/") { return byte(at: position + 2)?.isAlphabetic ?? false }
        return next.isAlphabetic
    }

    private mutating func skipTag() {
        while let next = byte(at: position), !next.isHTMLSpace, next != UInt8(ascii: ">") { position += 1 }
        while readAttribute() != nil {}
        position += 1
    }

    private mutating func readMeta() -> Charset? {
        var (isPragma, needsPragma) = (false, false)
        var label: String?
        while let (name, value) = readAttribute() {
            switch name {
            case "http-equiv": if value.lowercased() == "content-type" { isPragma = true }
            case "content":
                if label == nil, let found = Self.charset(inContent: value) { (label, needsPragma) = (found, true) }
            case "charset": (label, needsPragma) = (value, false)
            default: break
            }
        }
        // A tag that never ends is none.
        guard let label, position < bytes.count, !needsPragma || isPragma, !label.contains("\""), let charset = Charset(label: label) else { return nil }
        if label.lowercased() == "x-user-defined" { return .windows1252 }
        return charset.name.hasPrefix("utf-16") ? .utf8 : charset
    }

    /// The label in `text/html; charset=…`.
    private static func charset(inContent content: String) -> String? {
        var rest = content.lowercased()[...]
        while let found = rest.firstRange(of: "charset") {
            rest = rest[found.upperBound...].drop { $0.isWhitespace }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0.isWhitespace }
            if let quote = rest.first, quote == "\"" || quote == "'" {
                let inner = rest.dropFirst()
                return inner.firstIndex(of: quote).map { String(inner[..<$0]) }
            }
            return String(rest.prefix { !$0.isWhitespace && $0 != ";" })
        }
        return nil
    }

    /// The next attribute, its name in lower case; `nil` at the end of the tag.
    private mutating func readAttribute() -> (name: String, value: String)? {
        while let next = byte(at: position), next.isHTMLSpace || next == UInt8(ascii: "/") { position += 1 }
        guard let first = byte(at: position), first != UInt8(ascii: ">") else { return nil }
        let start = position
        while let next = byte(at: position), !next.isHTMLSpace, next != UInt8(ascii: "/"), next != UInt8(ascii: ">"),
            next != UInt8(ascii: "=") || position == start
        { position += 1 }
        let name = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
        while let next = byte(at: position), next.isHTMLSpace { position += 1 }
        guard byte(at: position) == UInt8(ascii: "=") else { return (name, "") }
        position += 1
        while let next = byte(at: position), next.isHTMLSpace { position += 1 }
        return (name, readValue())
    }

    private mutating func readValue() -> String {
        guard let quote = byte(at: position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = position
            while let next = byte(at: position), !next.isHTMLSpace, next != UInt8(ascii: ">") { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        let start = position + 1
        let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
        position = min(end + 1, bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
