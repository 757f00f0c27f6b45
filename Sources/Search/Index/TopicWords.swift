import Primitives

/// What a text is about: its folded words and their stems, spelt as in the index but without the letter that tells them apart, and
/// without the small words of its language.
package enum TopicWords {
    /// Distinct, in the order of the text; of its first 1,000 words.
    ///
    /// - Parameter language: the text's; where it is not known, the small words of every language the desk speaks are left out.
    package static func of(_ text: String, language: Language?, most: Int) -> [String] {
        let small = language.flatMap { smallWords[$0] } ?? allSmallWords
        let words = TextWord.words(of: text, limit: 1000).filter { word in
            word.folded.count > 1 && !small.contains(String(decoding: word.folded, as: UTF8.self))
        }
        let kept = words.map { String(decoding: $0.written.isEmpty ? $0.folded : $0.written, as: UTF8.self) }.joined(separator: " ")
        var seen: Set<Substring> = []
        let terms = IndexText.terms(of: kept, language: language).split(separator: " ").map { $0.dropFirst() }.filter { seen.insert($0).inserted }
        return terms.prefix(most).map(String.init)
    }

    private static let smallWords: [Language: Set<String>] = Dictionary(
        LanguageProfile.all.compactMap { profile in profile.language.map { ($0, profile.words) } }, uniquingKeysWith: { $0.union($1) })
    private static let allSmallWords = smallWords.values.reduce(into: Set<String>()) { $0.formUnion($1) }
}
