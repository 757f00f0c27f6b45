/// A piece of a text that becomes a word, or, of a script without spaces, a row of them.
struct Token {
    enum Kind {
        /// Only ASCII letters and digits.
        case ascii
        /// Letters and digits of any script that parts its words.
        case letters
        /// A run of a script that does not.
        case unspaced
        /// One emoji.
        case symbol
    }

    var kind: Kind
    /// Where it stands, in bytes of UTF-8.
    var range: Range<Int>
    /// The end of what is compared: its first 64 scalars, of a run all.
    var kept: Int
    /// Whether one hyphen or apostrophe, or between digits one dot or comma, leads to the next token: `LBT-1042`, `don't`, `1.234`.
    var isJoined = false
}

/// Cuts UTF-8 into tokens. Everything but letters and digits parts words, in e-mail addresses and web addresses too: what is
/// written together is found as a phrase.
struct Tokeniser {
    static let longestWord = 64
    private static let longestRun = 1024

    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// - Parameter bytes: well-formed UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        while index < bytes.count {
            if bytes[index] < 0x80 {
                if ScalarKind.ascii(bytes[index]) { return word() }
                index += 1
                continue
            }
            let (value, length) = scalar(at: index, in: bytes)
            switch ScalarKind(value) {
            case .letter: return word()
            case .unspaced: return run()
            case .symbol: return symbol(length)
            case .separator, .mark, .ignorable: index += length
            }
        }
        return nil
    }

    private mutating func word() -> Token {
        let start = index
        var count = 0
        var kept = start
        var kind = Token.Kind.ascii
        while index < bytes.count {
            var length = 1
            if bytes[index] < 0x80 {
                guard ScalarKind.ascii(bytes[index]) else { break }
            } else {
                let next = scalar(at: index, in: bytes)
                guard ScalarKind(next.value).continuesWord else { break }
                kind = .letters
                length = next.length
            }
            index += length
            count += 1
            if count <= Self.longestWord { kept = index }
        }
        return Token(kind: kind, range: start..<index, kept: kept, isJoined: leadsOn)
    }

    private mutating func run() -> Token {
        let start = index
        var count = 0
        while index < bytes.count, count < Self.longestRun {
            let (value, length) = scalar(at: index, in: bytes)
            guard ScalarKind(value).continuesRun else { break }
            index += length
            count += 1
        }
        return Token(kind: .unspaced, range: start..<index, kept: index)
    }

    private mutating func symbol(_ length: Int) -> Token {
        index += length
        return Token(kind: .symbol, range: index - length..<index, kept: index)
    }

    /// Whether the token that ends here is tied to one that follows.
    private var leadsOn: Bool {
        guard index + 1 < bytes.count else { return false }
        var after = index + 1
        switch bytes[index] {
        case UInt8(ascii: "-"), UInt8(ascii: "'"): break
        case UInt8(ascii: "."), UInt8(ascii: ","): return isDigit(bytes[index - 1]) && isDigit(bytes[after])
        case 0xE2:
            let (value, length) = scalar(at: index, in: bytes)
            guard (0x2010...0x2011).contains(value) || (0x2018...0x2019).contains(value) else { return false }
            after = index + length
        default: return false
        }
        return after < bytes.count && ScalarKind(scalar(at: after, in: bytes).value) == .letter
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension ScalarKind {
    fileprivate var continuesWord: Bool { self == .letter || self == .mark || self == .ignorable }
    fileprivate var continuesRun: Bool { self == .unspaced || self == .mark || self == .ignorable }
}
