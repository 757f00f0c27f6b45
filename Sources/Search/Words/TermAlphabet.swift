/// How a folded word is spelt in the index: only `a` to `z` and `0` to `9`, so that FTS5's `unicode61` sees one token where
/// we see one word, whatever Unicode it knows, and a server's table orders terms by their bytes.
///
/// - The first letter says what it is: `x` a word as it stands in the text, `z` a stem or a joined form (`lbt1042`). No built-in
///   stop word begins with either.
/// - ASCII letters and digits stand for themselves, but `x` is written `xx`.
/// - Any other scalar is `x` and its number in base 32 (`0`–`9`, `a`–`v`): three digits below U+8000, `y` and three digits (less
///   U+8000) below U+10000, `z` and four digits (less U+10000) above.
/// - A term shorter than four bytes ends with `xw`, as the engines' own full texts would hide it.
/// - A term has at most 80 bytes (a column of a server holds 84); the rest is cut at a scalar.
///
/// It is a prefix code: a word begins with another exactly when its term, before the `xw`, does.
enum TermAlphabet {
    static let word = UInt8(ascii: "x")
    static let stem = UInt8(ascii: "z")
    static let longest = 80

    /// How every letter that is none of ASCII begins.
    static let escape = UInt8(ascii: "x")
    private static let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)

    /// A term as text; of a prefix the `xw` is left out.
    static func term(_ folded: [UInt8], as first: UInt8, isPrefix: Bool = false) -> String {
        var output: [UInt8] = []
        folded.withUnsafeBufferPointer { append($0, as: first, isPrefix: isPrefix, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the term of a folded word given in UTF-8.
    static func append(_ folded: UnsafeBufferPointer<UInt8>, as first: UInt8, isPrefix: Bool = false, to output: inout [UInt8]) {
        let start = output.count
        output.append(first)
        var index = 0
        while index < folded.count {
            let byte = folded[index]
            if byte < 0x80 {
                let isEscape = byte == escape
                guard output.count - start + (isEscape ? 2 : 1) <= longest else { return }
                output.append(byte)
                if isEscape { output.append(escape) }
                index += 1
                continue
            }
            let (value, length) = scalar(at: index, in: folded)
            guard output.count - start + 6 <= longest else { return }
            append(scalar: value, to: &output)
            index += length
        }
        if !isPrefix, output.count - start < 4 { output.append(contentsOf: [escape, UInt8(ascii: "w")]) }
    }

    private static func append(scalar value: UInt32, to output: inout [UInt8]) {
        output.append(escape)
        switch value {
        case ..<0x8000: append(value, count: 3, to: &output)
        case ..<0x10000:
            output.append(UInt8(ascii: "y"))
            append(value - 0x8000, count: 3, to: &output)
        default:
            output.append(UInt8(ascii: "z"))
            append(value - 0x10000, count: 4, to: &output)
        }
    }

    private static func append(_ value: UInt32, count: Int, to output: inout [UInt8]) {
        for place in (0..<count).reversed() { output.append(digits[Int(value >> UInt32(5 * place)) & 31]) }
    }
}
