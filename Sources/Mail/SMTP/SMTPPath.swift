/// The argument of `MAIL FROM:` or `RCPT TO:`: an address and the parameters behind it (RFC 5321 §4.1.2).
///
/// More is read than the grammar allows where real senders need it: a space before the address, an address without
/// angle brackets, dots side by side in the local part, an underscore in a domain. A source route is read and dropped.
struct SMTPPath: Equatable {
    /// `local@domain` with the domain in lower case; a quoted local part only where it needs its quotes; empty for `<>`.
    let address: String
    /// In order, names in upper case; a value is `nil` where there is no `=`.
    let parameters: [Parameter]

    struct Parameter: Equatable {
        let name: String
        let value: String?
    }

    /// An address longer than this is refused. RFC 5321 §4.5.3.1.3 promises 254 octets; bounce addresses go beyond it.
    static let longestAddress = 320

    /// - Parameter text: valid UTF-8 without control characters; `nil` is the answer to what is no address.
    init?(_ text: some Collection<UInt8>) {
        var scanner = SMTPPathScanner(bytes: Array(text)[...])
        scanner.skipSpaces()
        guard let address = scanner.path(), address.utf8.count <= Self.longestAddress,
            let parameters = scanner.parameters()
        else { return nil }
        self.address = address
        self.parameters = parameters
    }

    /// Says whether an address can be named in a command as it is: nothing in it ends the command or the path.
    static func canName(_ address: String) -> Bool {
        guard !address.isEmpty, address.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
        guard let path = SMTPPath("<\(address)>".utf8) else { return false }
        return path.parameters.isEmpty && path.address.contains("@")
    }

    var domain: Substring? {
        address.lastIndex(of: "@").map { address[address.index(after: $0)...] }
    }
}

/// Reads a path from left to right.
struct SMTPPathScanner {
    var bytes: ArraySlice<UInt8>

    mutating func skipSpaces() {
        bytes = bytes.drop { $0 == UInt8(ascii: " ") }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: byte) else { return false }
        bytes.removeFirst()
        return true
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let taken = bytes.prefix(while: belongs)
        bytes = bytes[taken.endIndex...]
        return taken
    }

    mutating func path() -> String? {
        let isBracketed = take("<")
        if isBracketed, take(">") { return endsHere ? "" : nil }
        guard skipRoute(), let local = localPart() else { return nil }
        var address = local
        if take("@") {
            guard let domain = domain() else { return nil }
            address += "@" + domain
        }
        guard !isBracketed || take(">"), endsHere else { return nil }
        return address
    }

    private var endsHere: Bool { bytes.isEmpty || bytes.first == UInt8(ascii: " ") }

    /// `@one,@two:` in front of the address is obsolete and means nothing (RFC 5321 appendix C).
    private mutating func skipRoute() -> Bool {
        guard bytes.first == UInt8(ascii: "@") else { return true }
        _ = take { $0.isDomain || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ",") }
        return take(":")
    }

    private mutating func localPart() -> String? {
        if take("\"") { return quotedLocalPart() }
        let local = take { $0.isAtom || $0 == UInt8(ascii: ".") }
        return local.isEmpty ? nil : String(decoding: local, as: UTF8.self)
    }

    private mutating func quotedLocalPart() -> String? {
        var content: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return SMTPPathScanner.localPart(content)
            case UInt8(ascii: "\\"):
                guard let escaped = bytes.popFirst() else { return nil }
                content.append(escaped)
            default: content.append(byte)
            }
        }
        return nil
    }

    /// `"ana"` is the same mailbox as `ana`, so quotes stay only where they are needed.
    private static func localPart(_ content: [UInt8]) -> String {
        let dot = UInt8(ascii: ".")
        let isPlain = !content.isEmpty && content.allSatisfy { $0.isAtom || $0 == dot } && content.first != dot && content.last != dot
        if isPlain { return String(decoding: content, as: UTF8.self) }
        var quoted = "\""
        for character in String(decoding: content, as: UTF8.self) {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "\""
    }

    private mutating func domain() -> String? {
        if take("[") {
            let literal = take { $0 > 0x20 && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") && $0 < 0x7F }
            guard !literal.isEmpty, take("]") else { return nil }
            return "[" + String(decoding: literal, as: UTF8.self).lowercased() + "]"
        }
        let domain = String(decoding: take(while: \.isDomain), as: UTF8.self).lowercased()
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard domain.utf8.count <= 255, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
        return domain
    }

    /// What follows the path, each after a space; `nil` when something there is no parameter.
    mutating func parameters() -> [SMTPPath.Parameter]? {
        var found: [SMTPPath.Parameter] = []
        for word in bytes.split(separator: UInt8(ascii: " ")) {
            let parts = word.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard !parts[0].isEmpty, parts[0].allSatisfy(\.isKeyword) else { return nil }
            let name = String(decoding: parts[0], as: UTF8.self).uppercased()
            found.append(.init(name: name, value: parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : nil))
        }
        return found
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    fileprivate var isKeyword: Bool { isLetterOrDigit || self == UInt8(ascii: "-") }

    /// Of a domain name; above ASCII for RFC 6531.
    fileprivate var isDomain: Bool {
        isKeyword || self >= 0x80 || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
    }

    /// `atext` of RFC 5322 §3.2.3; above ASCII for RFC 6531.
    fileprivate var isAtom: Bool {
        isLetterOrDigit || self >= 0x80 || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self)
    }
}
