/// One word of a text as the index sees it.
struct TextWord {
    let kind: Token.Kind
    /// Where it stands, in bytes of UTF-8. Pairs of a script without spaces overlap.
    let range: Range<Int>
    /// As it stands there.
    let written: [UInt8]
    let folded: [UInt8]
    /// The lone last letter of a run of a script without spaces; the pairs before it begin with every other.
    var endsRun = false
    var isJoined = false
    /// The number of the token it came from.
    let token: Int

    /// The words of a text, at most `limit`.
    static func words(of text: String, limit: Int = 100_000) -> [TextWord] {
        var text = text
        return text.withUTF8 { bytes in
            var words: [TextWord] = []
            var tokeniser = Tokeniser(bytes)
            var number = 0
            while words.count < limit, let token = tokeniser.next() {
                append(token, number, in: bytes, to: &words)
                number += 1
            }
            return words
        }
    }

    private static func append(_ token: Token, _ number: Int, in bytes: UnsafeBufferPointer<UInt8>, to words: inout [TextWord]) {
        let written = UnsafeBufferPointer(rebasing: bytes[token.range.lowerBound..<token.kept])
        if token.kind == .unspaced {
            for pair in UnspacedRun(written).pairs {
                let range = token.range.lowerBound + pair.range.lowerBound..<token.range.lowerBound + pair.range.upperBound
                words.append(TextWord(
                    kind: .unspaced, range: range, written: [], folded: pair.folded, endsRun: pair.isLast, token: number))
            }
            return
        }
        var folded: [UInt8] = []
        Folding.append(written, to: &folded)
        guard !folded.isEmpty else { return }
        words.append(TextWord(
            kind: token.kind, range: token.range, written: Array(written), folded: folded, isJoined: token.isJoined, token: number))
    }
}

/// A run of a script without spaces, cut into overlapping pairs of letters and its last letter: 日本語 gives 日本, 本語, 語.
struct UnspacedRun {
    struct Pair {
        let range: Range<Int>
        let folded: [UInt8]
        let isLast: Bool
    }

    let pairs: [Pair]

    init(_ run: UnsafeBufferPointer<UInt8>) {
        let text = String(decoding: run, as: UTF8.self)
        let folded = Folding.folded(text).unicodeScalars.map { Array(String($0).utf8) }
        var starts: [Int] = [0]
        for scalar in text.unicodeScalars { starts.append(starts[starts.count - 1] + UTF8.width(scalar)) }
        // Where folding joins or parts letters no letter can be shown alone: the whole run is.
        let isAligned = starts.count == folded.count + 1
        pairs = folded.indices.map { index in
            let isLast = index == folded.count - 1
            let end = isLast ? index + 1 : index + 2
            let range = isAligned ? starts[index]..<starts[end] : 0..<run.count
            return Pair(range: range, folded: folded[index..<end].flatMap(\.self), isLast: isLast)
        }
    }
}
