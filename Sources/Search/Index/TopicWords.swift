import Primitives

/// A word of a text, for what compares texts by their words.
package struct TopicWord: Hashable, Sendable {
    /// As the index spells it, and its stems.
    package let terms: [String]
    /// Whether it is one of the small words of a language, which say little of what a text is about.
    package let isSmall: Bool

    /// The word and its stems without the letter that tells them apart.
    package var topics: [String] { Array(Set(terms.map { String($0.dropFirst()) })) }
}

/// What a text is about: its folded words and their stems, spelt as in the index but without the letter that tells them apart, and
/// without the small words of its language.
package enum TopicWords {
    /// Distinct, in the order of the text; of its first 1,000 words.
    ///
    /// - Parameter language: the text's; where it is not known, the small words of every language the desk speaks are left out.
    package static func of(_ text: String, language: Language?, most: Int) -> [String] {
        let small = small(language)
        let words = TextWord.words(of: text, limit: 1000).filter { word in
            word.folded.count > 1 && !small.contains(String(decoding: word.folded, as: UTF8.self))
        }
        let kept = words.map { String(decoding: $0.written.isEmpty ? $0.folded : $0.written, as: UTF8.self) }.joined(separator: " ")
        var seen: Set<Substring> = []
        let terms = IndexText.terms(of: kept, language: language).split(separator: " ").map { $0.dropFirst() }.filter { seen.insert($0).inserted }
        return terms.prefix(most).map(String.init)
    }

    /// Every word in the order of the text, small ones too.
    package static func words(of text: String, language: Language?, most: Int) -> [TopicWord] {
        let small = small(language)
        return TextWord.words(of: text, limit: most).map { word in
            let written = String(decoding: word.written.isEmpty ? word.folded : word.written, as: UTF8.self)
            let isSmall = word.folded.count < 2 || small.contains(String(decoding: word.folded, as: UTF8.self))
            return TopicWord(terms: IndexText.terms(of: written, language: language).split(separator: " ").map(String.init), isSmall: isSmall)
        }
    }

    private static func small(_ language: Language?) -> Set<String> { language.flatMap { smallWords[$0] } ?? allSmallWords }

    private static let smallWords: [Language: Set<String>] = Dictionary(
        LanguageProfile.all.compactMap { profile in profile.language.map { ($0, profile.words) } }, uniquingKeysWith: { $0.union($1) })

    private static let allSmallWords = smallWords.values.reduce(into: Set<String>()) { $0.formUnion($1) }
}
