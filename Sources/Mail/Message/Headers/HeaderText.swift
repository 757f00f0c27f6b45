import Foundation

/// Turns the bytes of a header field into what a person reads: encoded words decoded (RFC 2047), broken ones too,
/// raw bytes as UTF-8 where they are that (RFC 6532), else by the encoding that the mail names for its text, else as guessed.
struct HeaderText: Sendable {
    /// The encoding of the mail's text, for bytes that come without any.
    var hint: Charset?

    init(hint: Charset? = nil) {
        self.hint = hint
    }

    /// By what the mail says of its text; where it says nothing, by all raw bytes of its header together.
    init(hint: Charset?, fields: [RawField]) {
        let raw = fields.lazy.filter { !$0.value.isASCII && !$0.value.isUTF8 }.prefix(20).flatMap { $0.unfolded.prefix(1000) + [0x0A] }
        self.hint = hint ?? (raw.isEmpty ? nil : Charset.guess(Array(raw)))
    }

    /// One line, NFC.
    func decode(_ bytes: [UInt8]) -> String {
        var output = ""
        var pending: EncodedWord.Run?
        var position = 0
        // A sender that encodes some words names the encoding of its raw ones.
        let named = bytes.isASCII ? nil : EncodedWord.charset(of: bytes)
        while position < bytes.count {
            if let (word, next) = EncodedWord.read(bytes, at: position) {
                output += pending.flatMap { $0.joins(word) ? nil : $0.text } ?? ""
                pending = pending.map { $0.joins(word) ? $0.appending(word) : EncodedWord.Run(word) } ?? EncodedWord.Run(word)
                position = next
            } else {
                let end = EncodedWord.nextStart(in: bytes, after: position)
                let plain = bytes[position..<end]
                position = end
                // Blanks between two encoded words mean nothing (RFC 2047 §6.2).
                if pending != nil, plain.allSatisfy(\.isBlank), EncodedWord.read(bytes, at: end) != nil { continue }
                output += pending?.text ?? ""
                pending = nil
                output += raw(Array(plain), named: named)
            }
        }
        output += pending?.text ?? ""
        return output.tidiedLine
    }

    /// Bytes outside encoded words.
    private func raw(_ bytes: [UInt8], named: Charset?) -> String {
        if bytes.isASCII, !bytes.contains(0x1B) { return String(decoding: bytes, as: UTF8.self) }
        if !bytes.isASCII, bytes.isUTF8 { return String(decoding: bytes, as: UTF8.self) }
        for hint in [named, hint].compactMap(\.self) {
            let (text, illegal) = hint.decoded(bytes)
            if illegal == 0 { return text }
        }
        return Charset.guess(bytes).decode(bytes)
    }
}

extension String {
    /// On one line, without control characters, NFC.
    var tidiedLine: String {
        let asciiOnly = utf8.allSatisfy { $0 < 0x80 }
        if asciiOnly, utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) { return trimmedLine }
        var scalars = UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}" {
                if scalar != "\0", scalars.last != " " { scalars.append(" ") }
            } else {
                scalars.append(scalar)
            }
        }
        return (asciiOnly ? String(scalars) : String(scalars).precomposedStringWithCanonicalMapping).trimmedLine
    }

    private var trimmedLine: String {
        guard utf8.first == 0x20 || utf8.last == 0x20 else { return self }
        return String(decoding: Array(utf8)[...].trimmingBlanks(), as: UTF8.self)
    }
}
