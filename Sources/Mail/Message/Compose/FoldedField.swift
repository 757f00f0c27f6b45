/// Field bodies in pieces between which a line may be folded (RFC 5322 §2.2.3).
enum FoldedField {
    /// Words of ASCII.
    static func plain(_ text: String) -> [String] {
        text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }

    /// Free text: words as they are; what is not ASCII, looks encoded or is too long for a line in encoded words (RFC 2047).
    static func text(_ text: String) -> [String] {
        let words = plain(text)
        guard let first = words.firstIndex(where: needsEncoding), let last = words.lastIndex(where: needsEncoding) else {
            // Blanks at the ends or in a row would be lost by folding.
            return words.contains("") && text != "" ? EncodedText.words(text) : words
        }
        let encoded = EncodedText.words(words[first...last].joined(separator: " "))
        return words[..<first].filter { $0 != "" } + encoded + words[(last + 1)...].filter { $0 != "" }
    }

    private static func needsEncoding(_ word: String) -> Bool {
        word.utf8.count > 200 || word.contains("=?") || word.utf8.contains { $0 >= 0x7F || $0 < 0x20 }
    }

    /// Mailboxes with commas between (RFC 5322 §3.4).
    static func addresses(_ list: [MailAddress]) throws(MailHeaderError) -> [String] {
        var pieces: [String] = []
        for (index, address) in list.enumerated() {
            let spec = try self.spec(address.address)
            pieces += address.name.isEmpty ? [spec] : phrase(try MailHeaderValue(address.name).text) + ["<" + spec + ">"]
            if index < list.count - 1 { pieces[pieces.count - 1] += "," }
        }
        return pieces
    }

    private static func spec(_ address: String) throws(MailHeaderError) -> String {
        let invalid = MailHeaderError.invalidAddress(String(address.prefix(80)))
        guard address.utf8.count <= 320, let at = address.lastIndex(of: "@"), at > address.startIndex else { throw invalid }
        _ = try MailHeaderValue(address)
        let (local, domain) = (address[..<at], address[address.index(after: at)...])
        let isQuoted = local.utf8.count > 2 && local.hasPrefix("\"") && local.hasSuffix("\"")
        guard !domain.isEmpty, isPlain(domain), isPlain(isQuoted ? local.dropFirst().dropLast() : local, orWith: isQuoted ? " <>(),;:@" : "") else { throw invalid }
        return address
    }

    private static func isPlain(_ text: Substring, orWith allowed: String = "") -> Bool {
        text.utf8.allSatisfy { byte in
            allowed.utf8.contains(byte) || byte > 0x20 && byte != 0x7F && !"<>(),;:\\\"@".utf8.contains(byte)
        }
    }

    /// A name: bare, in quotes, or encoded.
    private static func phrase(_ name: String) -> [String] {
        if needsEncoding(name) { return EncodedText.words(name) }
        let isBare = name.utf8.allSatisfy { $0.isAlphanumeral || $0 == 0x20 || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        if isBare { return plain(name).filter { $0 != "" } }
        return ["\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""]
    }

    /// `; name="value"`, or by RFC 2231 in pieces where it is long or not ASCII.
    static func parameter(_ name: String, _ value: String) -> String {
        let isPlain = value.utf8.count <= 60 && value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { return ";\r\n \(name)=\"\(value)\"" }
        var pieces = [""]
        for byte in value.utf8 {
            let coded = byte.isAlphanumeral || "-._".utf8.contains(byte) ? String(UnicodeScalar(byte)) : "%" + hex(byte)
            if pieces[pieces.count - 1].utf8.count + coded.utf8.count > 50 { pieces.append("") }
            pieces[pieces.count - 1] += coded
        }
        guard pieces.count > 1 else { return ";\r\n \(name)*=UTF-8''\(pieces[0])" }
        return pieces.enumerated().map { ";\r\n \(name)*\($0)*=" + ($0 == 0 ? "UTF-8''" : "") + $1 }.joined()
    }

    static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}
