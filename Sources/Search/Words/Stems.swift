import CStemmer
import Foundation
import Primitives

/// The stemmers of every language of the desk, for one thread at a time: get one from ``StemPool``.
final class Stems {
    private let stemmers: [Language: OpaquePointer]
    private var memories: [Language: StemMemory] = [:]

    init() {
        var stemmers: [Language: OpaquePointer] = [:]
        for language in Language.allCases {
            stemmers[language] = sb_stemmer_new(language.rawValue, "UTF_8")
        }
        self.stemmers = stemmers
    }

    deinit {
        for stemmer in stemmers.values { sb_stemmer_delete(stemmer) }
    }

    /// What this thread remembers of a language's words.
    func memory(of language: Language) -> StemMemory {
        if let memory = memories[language] { return memory }
        let memory = StemMemory()
        memories[language] = memory
        return memory
    }

    /// The folded stems of a word, without those that are the folded word itself.
    ///
    /// - Parameter word: as it stands in the text, or folded.
    /// - Parameter folded: the same word folded.
    func forms(of word: UnsafeBufferPointer<UInt8>, folded: [UInt8], in language: Language) -> [[UInt8]] {
        guard folded.count > 2, folded.count <= 40, folded.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return [] }
        let spoken = folded.count == word.count ? folded : Self.spoken(word)
        var forms: [[UInt8]] = []
        for form in [folding(stem(spoken, in: language)), settled(folded, in: language)] {
            if !form.isEmpty, form != folded, !forms.contains(form) { forms.append(form) }
        }
        return forms
    }

    /// The stem of what the word means, accents typed or not.
    private func settled(_ folded: [UInt8], in language: Language) -> [UInt8] {
        let singular = Respelling.singular(folded, in: language)
        return Respelling.settled(folding(stem(singular, in: language)), in: language)
    }

    private func stem(_ word: [UInt8], in language: Language) -> [UInt8] {
        guard let stemmer = stemmers[language], let result = sb_stemmer_stem(stemmer, word, Int32(word.count)) else { return word }
        return Array(UnsafeBufferPointer(start: result, count: Int(sb_stemmer_length(stemmer))))
    }

    private func folding(_ word: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        word.withUnsafeBufferPointer { Folding.append($0, to: &folded) }
        return folded
    }

    /// Lower case, composed, and with the cedilla letters that the Romanian stemmer knows.
    private static func spoken(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let text = String(decoding: word, as: UTF8.self).precomposedStringWithCanonicalMapping.lowercased()
        return Array(text.replacing("ș", with: "ş").replacing("ț", with: "ţ").utf8)
    }
}
