import Primitives

/// The language a text seems to be in, by small words, endings and letters. A start for a new message: people can say better.
package enum LanguageGuess: Hashable, Sendable {
    /// One the desk speaks.
    case spoken(Language)
    /// One it does not.
    case other

    /// The desk's language; `nil` for another.
    package var language: Language? {
        if case .spoken(let language) = self { language } else { nil }
    }

    /// What a text is in; `nil` where its first 400 words tell too little, or as much for one as for another.
    /// - Parameter expected: what the page speaks that it was typed on; another must be told by more than a word
    package static func of(_ text: String, leaningTo expected: Language? = nil) -> LanguageGuess? {
        var counts = Counts(leaningTo: expected)
        for word in TextWord.words(of: text, limit: 400) { counts.take(word) }
        return counts.guess
    }
}

/// How much speaks for each of the profiles.
private struct Counts {
    private static let signs = Signs()
    /// What one clear word weighs; below it nothing is said.
    private static let clear = 2.5

    private var scores = [Double](repeating: 0, count: LanguageProfile.all.count)
    private var foreign = 0
    private var latin = 0

    init(leaningTo expected: Language?) {
        guard let expected, let index = LanguageProfile.all.firstIndex(where: { $0.language == expected }) else { return }
        scores[index] = Self.clear
    }

    mutating func take(_ word: TextWord) {
        guard word.kind != .symbol, !word.folded.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
        guard word.folded.allSatisfy({ $0 < 0x80 }) else {
            foreign += 1
            return
        }
        latin += 1
        let folded = String(decoding: word.folded, as: UTF8.self)
        if let those = Self.signs.words[folded] {
            add(3, to: those)
        } else if word.folded.count > 4 {
            for length in (2...min(6, word.folded.count - 2)).reversed() {
                guard let those = Self.signs.endings[String(folded.suffix(length))] else { continue }
                add(0.6 + 0.2 * Double(length), to: those)
                break
            }
        }
        guard word.folded.count != word.written.count else { return }
        for letter in String(decoding: word.written, as: UTF8.self).lowercased() {
            if let those = Self.signs.letters[letter] { add(2.5, to: those) }
        }
    }

    /// What many languages share says little of one.
    private mutating func add(_ weight: Double, to those: [Int]) {
        for index in those { scores[index] += weight / Double(those.count * those.count) }
    }

    var guess: LanguageGuess? {
        if foreign > latin { return .other }
        let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
        let (best, second) = (scores[ranked[0]], scores[ranked[1]])
        guard best >= Self.clear, best >= second * 1.3 else { return nil }
        return LanguageProfile.all[ranked[0]].language.map(LanguageGuess.spoken) ?? .other
    }
}

/// The profiles turned round: which of them a sign speaks for.
private struct Signs: Sendable {
    var words: [String: [Int]] = [:]
    var endings: [String: [Int]] = [:]
    var letters: [Character: [Int]] = [:]

    init() {
        for (index, profile) in LanguageProfile.all.enumerated() {
            for word in profile.words { words[word, default: []].append(index) }
            for ending in profile.endings { endings[ending, default: []].append(index) }
            for letter in profile.letters { letters[letter, default: []].append(index) }
        }
    }
}
