import Primitives

/// Turns what a person typed between two spaces, or between quotes, into terms.
struct QueryWords {
    private static let longestPhrase = 64

    /// The desk's: a word is looked for by its stems in each of them.
    let languages: [Language]

    /// What stands between two spaces; `nil` where it holds no letter and no digit.
    ///
    /// One word is looked for as it is and by its stems; what falls apart (`LBT-1042`, `ana@example.com`) as a phrase, and where it
    /// is tied by hyphens as one word too. With `isPrefix`, the last word is a beginning.
    func match(_ chunk: String, isPrefix: Bool) -> TextMatch? {
        let words = TextWord.words(of: chunk, limit: Self.longestPhrase)
        guard let last = words.last else { return nil }
        if last.kind != .unspaced, isPrefix, last.folded.count > 1 {
            let rest = Array(words.dropLast())
            let ending = TextMatch.word([TermPattern(text: TermAlphabet.term(last.folded, as: TermAlphabet.word, isPrefix: true), isPrefix: true)])
            return rest.isEmpty ? ending : .together([row(rest, isWhole: true), ending])
        }
        if words.count == 1 { return last.kind == .unspaced ? row(words) : .word(terms(of: last)) }
        guard let joined = joined(words) else { return row(words) }
        return .either([row(words), .word(joined)])
    }

    /// What stands between quotes: its words as they are, in a row.
    func phrase(_ text: String) -> TextMatch? {
        let words = TextWord.words(of: text, limit: Self.longestPhrase)
        return words.isEmpty ? nil : row(words)
    }

    /// Words in a row. A run of a script without spaces may go on after its last letter, unless it `isWhole`.
    private func row(_ words: [TextWord], isWhole: Bool = false) -> TextMatch {
        var words = words
        var beginning: [TextMatch] = []
        if let last = words.last, last.endsRun, !isWhole {
            words.removeLast()
            if words.last?.token != last.token {
                beginning = [.word([TermPattern(text: TermAlphabet.term(last.folded, as: TermAlphabet.word, isPrefix: true), isPrefix: true)])]
            }
        }
        let terms = words.map { TermAlphabet.term($0.folded, as: TermAlphabet.word) }
        let row: [TextMatch] = switch terms.count {
        case 0: []
        case 1: [.word([TermPattern(text: terms[0])])]
        default: [.phrase(terms)]
        }
        return .together(row + beginning)
    }

    /// The word, the word as another's stem or joined form, and its stems as words and as stems.
    private func terms(of word: TextWord) -> [TermPattern] {
        var forms = [word.folded]
        for form in stems(of: word) where !forms.contains(form) { forms.append(form) }
        return both(forms)
    }

    /// The word's stems in every language, of what was typed and of its folded form.
    private func stems(of word: TextWord) -> [[UInt8]] {
        StemPool.shared.lend { stems in
            languages.flatMap { language in
                [word.written, word.folded].flatMap { spelling in
                    spelling.withUnsafeBufferPointer { stems.forms(of: $0, folded: word.folded, in: language) }
                }
            }
        }
    }

    private func joined(_ words: [TextWord]) -> [TermPattern]? {
        let folded = words.flatMap(\.folded)
        guard words.dropLast().allSatisfy(\.isJoined), folded.count <= Tokeniser.longestWord else { return nil }
        return both([folded])
    }

    private func both(_ forms: [[UInt8]]) -> [TermPattern] {
        forms.flatMap { form in
            [TermAlphabet.word, TermAlphabet.stem].map { TermPattern(text: TermAlphabet.term(form, as: $0)) }
        }
    }
}
