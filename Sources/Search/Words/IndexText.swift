import Primitives

/// What the engines index: one column of plain terms, spelt by ``TermAlphabet``.
///
/// 1. Every word in the order of the text, folded, so that phrases are found by position. Up to 16,000.
/// 2. The distinct stems in the text's language that differ from their word, and joined forms (`LBT-1042` as `lbt1042`).
///    They have another first letter, so that no phrase reaches into them.
/// 3. Distinct words after the 16,000th, each followed by a spacer: found, but not in phrases.
package enum IndexText {
    /// The column for a text, terms parted by single spaces; at most 500,000 bytes of the first 100,000 words.
    ///
    /// - Parameter language: the text's; `nil` where the desk does not speak it: then it is indexed without stems.
    package static func terms(of text: String, language: Language?) -> String {
        var text = text
        return text.withUTF8 { bytes in
            StemPool.shared.lend { stems in
                var writer = IndexWriter(language: language, stems: stems, expecting: bytes.count)
                writer.read(bytes)
                return writer.column
            }
        }
    }

    /// The folded words of a text parted by single spaces: names and subjects are compared by it.
    package static func words(of text: String) -> String {
        TextWord.words(of: text).filter { !$0.endsRun }.map { String(decoding: $0.folded, as: UTF8.self) }.joined(separator: " ")
    }
}

/// Writes the column of one text.
struct IndexWriter {
    static let orderedWords = 16_000
    static let allWords = 100_000
    static let longest = 500_000
    private static let spacer = Array(" zxw".utf8)

    private let language: Language?
    private let stems: Stems
    private let memory: StemMemory?
    private var words: [UInt8] = []
    private var others = TermSet()
    private var late = TermSet()
    private var spacers = 0
    private var count = 0
    private var folded: [UInt8] = []
    private var joined: [UInt8] = []
    private var parts = 0

    init(language: Language?, stems: Stems, expecting size: Int) {
        self.language = language
        self.stems = stems
        memory = language.map(stems.memory)
        memory?.beginText()
        words.reserveCapacity(min(size * 3 / 2, Self.longest))
    }

    var column: String {
        var column = words
        column.append(contentsOf: others.text)
        for term in late.text.split(separator: UInt8(ascii: " ")) { column += [UInt8(ascii: " ")] + term + Self.spacer }
        return String(decoding: column.dropFirst(), as: UTF8.self)
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var tokeniser = Tokeniser(bytes)
        while count < Self.allWords, size < Self.longest - 4 * TermAlphabet.longest, let token = tokeniser.next() {
            let written = UnsafeBufferPointer(rebasing: bytes[token.range.lowerBound..<token.kept])
            if token.kind == .unspaced {
                for pair in UnspacedRun(written).pairs where size < Self.longest - 4 * TermAlphabet.longest { write(pair.folded) }
            } else {
                read(token, written)
            }
        }
    }

    private var size: Int { words.count + others.text.count + late.text.count + spacers * Self.spacer.count }

    private mutating func read(_ token: Token, _ written: UnsafeBufferPointer<UInt8>) {
        folded.removeAll(keepingCapacity: true)
        Folding.append(written, to: &folded)
        guard !folded.isEmpty else { return join(false) }
        write(folded)
        addStems(of: written)
        join(token.isJoined)
    }

    private mutating func write(_ word: [UInt8]) {
        count += 1
        word.withUnsafeBufferPointer { word in
            if count <= Self.orderedWords {
                words.append(UInt8(ascii: " "))
                TermAlphabet.append(word, as: TermAlphabet.word, to: &words)
            } else if late.insert({ TermAlphabet.append(word, as: TermAlphabet.word, to: &$0) }) {
                spacers += 1
            }
        }
    }

    private mutating func addStems(of written: UnsafeBufferPointer<UInt8>) {
        guard let memory, let language else { return }
        memory.stems(of: written) {
            stems.forms(of: written, folded: folded, in: language)
        } add: { term in
            _ = others.insert { $0.append(contentsOf: term) }
        }
    }

    /// Gathers the parts of what is written with hyphens and the like, and adds them as one when it ends.
    private mutating func join(_ goesOn: Bool) {
        guard goesOn || parts > 0 else { return }
        if joined.count <= Tokeniser.longestWord { joined.append(contentsOf: folded) }
        parts += 1
        guard !goesOn else { return }
        if joined.count <= Tokeniser.longestWord {
            joined.withUnsafeBufferPointer { joined in
                _ = others.insert { TermAlphabet.append(joined, as: TermAlphabet.stem, to: &$0) }
            }
        }
        joined.removeAll(keepingCapacity: true)
        parts = 0
    }
}
