import Markup

extension [BodySegment] {
    /// The whole text: of a segment without words in plain text, made from its HTML.
    var joinedPlain: String {
        map { segment in
            if let plain = segment.plain, !plain.isBlank || segment.html == nil { return plain }
            return segment.html.map { PlainText.text(ofHTML: $0) } ?? ""
        }.joinedText
    }

    /// The whole HTML, plain segments escaped between; `nil` where no segment has any.
    var joinedHTML: String? {
        guard contains(where: { $0.html != nil }) else { return nil }
        return map { segment in
            segment.html ?? segment.plain.map { $0.isBlank ? "" : "<div style=\"white-space: pre-wrap\">" + HTML(text: $0).text + "</div>" } ?? ""
        }.joined(separator: "\n")
    }
}

extension [String] {
    /// One after the other, each beginning on its own line.
    var joinedText: String {
        reduce(into: "") { result, next in
            if !result.isEmpty, !next.isEmpty, result.utf8.last != 0x0A { result += "\n" }
            result += next
        }
    }
}

extension String {
    var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }
    }

    /// Databases refuse U+0000, and it means nothing in text.
    var withoutNUL: String {
        utf8.contains(0) ? String(decoding: utf8.filter { $0 != 0 }, as: UTF8.self) : self
    }

    /// Lines end in LF alone.
    var withPlainLines: String {
        guard utf8.contains(where: { $0 == 0x0D || $0 == 0 }) else { return self }
        var output: [UInt8] = []
        output.reserveCapacity(utf8.count)
        var last: UInt8 = 0
        for byte in utf8 {
            if byte == 0x0D || byte == 0x0A && last != 0x0D { output.append(0x0A) } else if byte != 0, byte != 0x0A { output.append(byte) }
            last = byte
        }
        return String(decoding: output, as: UTF8.self)
    }
}
