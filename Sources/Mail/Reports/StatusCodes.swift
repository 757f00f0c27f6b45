/// Finds status and reply codes in a server's words.
enum StatusCodes {
    /// The first enhanced code (RFC 3463) that says something; a code of the form `5.0.0` only where no other stands.
    static func enhanced(in text: some Sequence<UInt8>) -> SMTPStatus? {
        let all = all(in: Array(text))
        return all.first { $0.subject != 0 || $0.detail != 0 } ?? all.first
    }

    /// Codes of three numbers beginning with 4 or 5 that are no part of an address or a longer number.
    private static func all(in bytes: [UInt8]) -> [SMTPStatus] {
        var found: [SMTPStatus] = []
        for index in bytes.indices where isFourOrFive(bytes[index]) {
            if index > 0, bytes[index - 1].isWordByte || ".@=".utf8.contains(bytes[index - 1]) { continue }
            guard let status = code(at: index, in: bytes) else { continue }
            found.append(status)
            if found.count == 20 { break }
        }
        return found
    }

    private static func code(at start: Int, in bytes: [UInt8]) -> SMTPStatus? {
        let end = bytes[start...].prefix(14).firstIndex { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") } ?? min(start + 14, bytes.count)
        guard end - start <= 12 else { return nil }
        if end < bytes.count, bytes[end].isASCIILetter { return nil }
        var text = bytes[start..<end]
        while text.last == UInt8(ascii: ".") { text.removeLast() }
        return SMTPStatus(String(decoding: text, as: UTF8.self))
    }

    /// The first reply code (RFC 5321 §4.2) such as 550 or 421: where a line begins, or behind "said:", "error:", "<<<" and the like.
    static func reply(in text: some Sequence<UInt8>) -> Int? {
        let bytes = Array(text)
        for index in bytes.indices where isFourOrFive(bytes[index]) {
            let digits = bytes[index...].prefix { $0.isASCIIDigit }
            guard digits.count == 3, bytes[index + 1] <= UInt8(ascii: "7"), isFree(bytes[digits.endIndex...]), mayStand(at: index, in: bytes)
            else { continue }
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        return nil
    }

    private static func isFourOrFive(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "4") || byte == UInt8(ascii: "5") }

    /// No word and no further number follows directly.
    private static func isFree(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let next = rest.first else { return true }
        if next == UInt8(ascii: "."), rest.dropFirst().first?.isASCIIDigit == true { return false }
        return !next.isWordByte
    }

    /// A code stands behind a mark or a word that announces it: "for 500 seconds" is none.
    private static func mayStand(at index: Int, in bytes: [UInt8]) -> Bool {
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        if "'\":(<[;#\n-".utf8.contains(before) { return true }
        guard before == UInt8(ascii: " ") || before == UInt8(ascii: "\t") else { return false }
        let line = bytes[max(0, index - 40)..<index]
        guard let end = line.lastIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { return true }
        if !bytes[end].isWordByte { return bytes[end] != UInt8(ascii: ",") }
        let word = line[...end].reversed().prefix { $0.isWordByte }.reversed()
        return announcers.contains(String(decoding: word, as: UTF8.self).lowercased()) || word.count == 3 && word.allSatisfy(\.isASCIIDigit)
    }

    private static let announcers: Set = ["said", "error", "code", "with", "was", "got", "status", "response", "reply", "returned"]
}
