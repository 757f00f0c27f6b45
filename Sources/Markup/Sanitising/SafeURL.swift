/// Addresses that may stand in the HTML of others.
enum SafeURL {
    static let longest = 8192

    /// An address to go to: http, https, mailto or tel, written out whole; `nil` for every other.
    ///
    /// Read as browsers do (WHATWG URL §4.4): spaces and control characters around it and tabs and line ends in it do not count.
    static func link(_ text: String) -> String? {
        let address = trimmed(text)
        if let web = web(address) { return web }
        guard let (scheme, rest) = split(address), !rest.isEmpty, scheme == "mailto" || scheme == "tel" else { return nil }
        return "\(scheme):\(encoded(rest))"
    }

    /// The address of a picture on the web: http or https.
    static func remoteImage(_ text: String) -> String? {
        web(trimmed(text))
    }

    /// The content id of a picture within the mail (RFC 2392), without `cid:`.
    static func contentID(_ text: String) -> String? {
        guard let (scheme, rest) = split(trimmed(text)), scheme == "cid" else { return nil }
        let isPlain = rest.allSatisfy { $0 > .space && $0 < 0x7F && ![.quote, .apostrophe, .less, .greater, .ampersand].contains($0) }
        return rest.isEmpty || rest.count > 998 || !isPlain ? nil : String(decoding: rest, as: UTF8.self)
    }

    /// A page of our own: `/path`, never another host.
    static func ownPath(_ text: String) -> String? {
        let address = trimmed(text)
        guard address.first == .slash, !address.starts(with: "//".utf8), !address.contains(backslash) else { return nil }
        return encoded(address[...])
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func trimmed(_ text: String) -> [UInt8] {
        guard text.utf8.count <= longest else { return [] }
        let inner = text.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard let first = inner.firstIndex(where: { $0 > .space }), let last = inner.lastIndex(where: { $0 > .space }) else { return [] }
        return Array(inner[first...last])
    }

    /// Scheme in lower case and what follows the colon.
    private static func split(_ address: [UInt8]) -> (String, ArraySlice<UInt8>)? {
        guard let colon = address.firstIndex(of: UInt8(ascii: ":")), colon > 0, address[0].isLetter else { return nil }
        let scheme = address[..<colon]
        guard scheme.allSatisfy({ $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }) else { return nil }
        return (String(decoding: scheme.map(\.lowercased), as: UTF8.self), address[(colon + 1)...])
    }

    /// `www.` and `//` at the beginning stand for the scheme that people leave out.
    private static func web(_ address: [UInt8]) -> String? {
        if address.starts(with: "//".utf8) { return web("https", address[2...]) }
        if address.prefix(4).map(\.lowercased) == Array("www.".utf8) { return web("http", address[...]) }
        guard let (scheme, rest) = split(address), scheme == "http" || scheme == "https" else { return nil }
        return web(scheme, rest)
    }

    private static func web(_ scheme: String, _ rest: ArraySlice<UInt8>) -> String? {
        let host = rest.drop { $0 == .slash || $0 == backslash }
        let authority = host.prefix { ![.slash, backslash, .question, UInt8(ascii: "#")].contains($0) }
        guard let first = authority.first, first != UInt8(ascii: ":"), authority.allSatisfy(isPlain) else { return nil }
        return "\(scheme)://\(encoded(host))"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F, .quote, .apostrophe, .less, .greater, backslash: false
        case UInt8(ascii: "`"), UInt8(ascii: "^"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"): false
        default: true
        }
    }

    /// With what has no place in an address percent-encoded.
    private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
        if bytes.allSatisfy(isPlain) { return String(decoding: bytes, as: UTF8.self) }
        let hex = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: bytes.flatMap { isPlain($0) ? [$0] : [UInt8(ascii: "%"), hex[Int($0 >> 4)], hex[Int($0 & 15)]] }, as: UTF8.self)
    }
}
