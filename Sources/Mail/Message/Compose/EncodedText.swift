/// Encoded words (RFC 2047), UTF-8, each at most 75 characters and of whole characters.
enum EncodedText {
    /// What fits between `=?UTF-8?Q?` and `?=`.
    private static let room = 63

    /// As Q where most is ASCII, else as B.
    static func words(_ text: String) -> [String] {
        let special = text.utf8.count { !isPlain($0) && $0 != 0x20 }
        return special * 3 > text.utf8.count ? base64Words(text) : quotedWords(text)
    }

    private static func base64Words(_ text: String) -> [String] {
        cut(text) { $0 * 4 <= room / 4 * 4 * 3 - 8 }.map { "=?UTF-8?B?" + String(decoding: Base64.encode(Array($0.utf8)[...]), as: UTF8.self) + "?=" }
    }

    private static func quotedWords(_ text: String) -> [String] {
        cut(text, cost: { $0.utf8.reduce(0) { $0 + (isPlain($1) || $1 == 0x20 ? 1 : 3) } }) { $0 <= room }.map { piece in
            "=?UTF-8?Q?" + piece.utf8.map { $0 == 0x20 ? "_" : isPlain($0) ? String(UnicodeScalar($0)) : "=" + FoldedField.hex($0) }.joined() + "?="
        }
    }

    /// Scalars are kept whole; characters too, unless one alone is longer than a word.
    private static func cut(_ text: String, cost: (String) -> Int = { $0.utf8.count }, fits: (Int) -> Bool) -> [String] {
        var (pieces, piece, spent) = ([String](), "", 0)
        for scalar in text.unicodeScalars {
            let next = cost(String(scalar))
            if !piece.isEmpty, !fits(spent + next) {
                pieces.append(piece)
                (piece, spent) = ("", 0)
            }
            piece.unicodeScalars.append(scalar)
            spent += next
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    /// What may stand for itself even in a name (RFC 2047 §5 (3)).
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isAlphanumeral || "!*+-/".utf8.contains(byte)
    }
}
