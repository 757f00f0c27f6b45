/// What stands between two commas of an address field.
struct AddressSegment {
    private var phrase: [UInt8] = []
    /// Contents of quoted strings, whose signs are not looked at.
    private var quotedRanges: [Range<Int>] = []
    private var hasWord = false
    var angle: [UInt8]?
    var comments: [[UInt8]] = []

    /// Longest address believed (RFC 5321 §4.5.3.1 allows 254).
    private static let longest = 1000

    mutating func add(_ bytes: ArraySlice<UInt8>, isWord: Bool) {
        // Behind the brackets only strays are left.
        guard angle == nil else { return }
        phrase += bytes
        if isWord { hasWord = true }
    }

    mutating func addQuoted(_ content: [UInt8]) {
        guard angle == nil else { return }
        quotedRanges.append(phrase.count..<phrase.count + content.count)
        phrase += content
    }

    mutating func prepend(_ half: AddressSegment) {
        phrase = half.phrase.trimmed() + Array(", ".utf8) + phrase.trimmed()
        hasWord = hasWord || half.hasWord
        quotedRanges = []
    }

    var hasName: Bool { !phrase.trimmed().isEmpty }

    var mayBeGroupName: Bool { angle == nil && !phrase.contains(UInt8(ascii: "@")) }

    var isHalfName: Bool { angle == nil && comments.isEmpty && quotedRanges.isEmpty && hasName && !phrase.contains(UInt8(ascii: "@")) }

    func address(_ text: HeaderText) -> MailAddress? {
        if let angle {
            let inBrackets = Self.address(Self.withoutComments(angle), text)
            if inBrackets.contains("@") || !phrase.contains(UInt8(ascii: "@")) { return made(name: name(text), address: inBrackets) }
            // "jane@example.org <Jane>"
            let outside = Self.address(phrase, text)
            return made(name: inBrackets == outside ? "" : text.decode(angle), address: outside)
        }
        return phrase.contains(UInt8(ascii: "@")) ? bare(text) : withoutAt(text)
    }

    /// `jane@example.org (Jane)`, `Jane jane@example.org`.
    private func bare(_ text: HeaderText) -> MailAddress? {
        if let range = quotedRanges.first, quotedRanges.count == 1 {
            // A quoted local part, or all of it in quotes.
            let quoted = phrase[range], rest = phrase[range.upperBound...].trimmingBlanks()
            if rest.first == UInt8(ascii: "@") {
                return made(name: comment(text), address: Self.address([0x22] + quoted + [0x22] + rest, text))
            }
        }
        let words = Self.withWholeDomain(phrase).split(whereSeparator: \.isBlank)
        guard var at = words.lastIndex(where: { $0.contains(UInt8(ascii: "@")) }) else { return nil }
        // "jane @example.org"
        let isTorn = words[at].first == UInt8(ascii: "@") && at > 0
        if isTorn { at -= 1 }
        let others = Array(words[..<at].joined(separator: [0x20]))
        let name = others.isEmpty ? comment(text) : text.decode(others)
        return made(name: name, address: Self.address(Array(isTorn ? words[at] + words[at + 1] : words[at]), text))
    }

    /// `MAILER-DAEMON (Mail system)`, `Jane (jane@example.org)`; words without any address are none.
    private func withoutAt(_ text: HeaderText) -> MailAddress? {
        if let inComment = comments.first(where: { $0.contains(UInt8(ascii: "@")) }) {
            return made(name: text.decode(phrase.trimmed()), address: Self.address(inComment, text))
        }
        let word = phrase.trimmed()
        guard !word.isEmpty, !word.contains(where: \.isBlank), !hasWord, quotedRanges.isEmpty, word.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return made(name: comment(text), address: String(decoding: word, as: UTF8.self))
    }

    private func made(name: String, address: String) -> MailAddress? {
        address.isEmpty || address.utf8.count > Self.longest ? nil : MailAddress(name: name, address: address)
    }

    private func name(_ text: HeaderText) -> String {
        let name = text.decode(phrase.trimmed())
        return name.isEmpty ? comment(text) : name
    }

    private func comment(_ text: HeaderText) -> String {
        comments.first.map { text.decode($0.trimmed()) } ?? ""
    }

    /// A quoted local part keeps its blanks.
    private static func withoutBlanks(_ bytes: [UInt8]) -> [UInt8] {
        bytes.first == 0x22 ? bytes.trimmed() : bytes.filter { $0 > 0x20 && $0 != 0x7F }
    }

    /// `jane@example . org`, as old programs wrote (RFC 5322 §4.4).
    private static func withWholeDomain(_ bytes: [UInt8]) -> [UInt8] {
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return bytes }
        var kept = Array(bytes[...at]), blanks: [UInt8] = []
        for byte in bytes[(at + 1)...] {
            guard !byte.isBlank else {
                blanks.append(byte)
                continue
            }
            if byte != UInt8(ascii: "."), kept.last != UInt8(ascii: "."), kept.last != UInt8(ascii: "@") { kept += blanks }
            blanks = []
            kept.append(byte)
        }
        return kept
    }

    /// `jane(at work)@example.org` within brackets; what is not closed stays.
    private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.first != 0x22, bytes.contains(UInt8(ascii: "(")) else { return bytes }
        var kept: [UInt8] = [], depth = 0
        for byte in bytes {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if depth == 0 { kept.append(byte) }
            if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
        }
        return depth == 0 ? kept : bytes
    }

    /// Without blanks, route (RFC 5322 §4.4) and `mailto:`, the domain in lower case.
    private static func address(_ bytes: [UInt8], _ text: HeaderText) -> String {
        let plain = bytes.allSatisfy { $0 < 0x80 } && bytes.firstRange(of: Array("=?".utf8)) == nil
        var address = plain ? String(decoding: withoutBlanks(bytes), as: UTF8.self) : text.decode(bytes).filter { !$0.isWhitespace }
        if address.hasPrefix("@"), let colon = address.firstIndex(of: ":") { address = String(address[address.index(after: colon)...]) }
        if address.lowercased().hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
        if address.hasPrefix("\""), address.hasSuffix("\""), address.count > 2 { address = String(address.dropFirst().dropLast()) }
        address = String(address.trimmingPrefix("'").drop { $0 == "<" })
        while let last = address.last, ">.'\\".contains(last) { address.removeLast() }
        guard let at = address.lastIndex(of: "@") else { return address }
        return address[...at] + address[address.index(after: at)...].lowercased()
    }
}
