import Foundation

/// The stems, spelt as terms, of the words met last (about 1 MB when full): few words make up most of a text, and looking here
/// costs far less than stemming. It also knows which of them the text at hand has got already.
final class StemMemory {
    private struct Entry {
        var word: [UInt8] = []
        var terms: [[UInt8]] = []
        var text = 0
    }

    private static let places = 8192
    private var entries = [Entry](repeating: Entry(), count: places)
    private var text = 0

    /// A new text is read, which has got no stem yet.
    func beginText() {
        text += 1
    }

    /// Hands over the terms of a word's stems, once for a text as long as they are remembered.
    func stems(of word: UnsafeBufferPointer<UInt8>, find: () -> [[UInt8]], add: ([UInt8]) -> Void) {
        let place = Self.place(of: word)
        if !holds(word, at: place) {
            let terms = find().map { form in
                var term: [UInt8] = []
                form.withUnsafeBufferPointer { TermAlphabet.append($0, as: TermAlphabet.stem, to: &term) }
                return term
            }
            entries[place] = Entry(word: Array(word), terms: terms)
        }
        guard entries[place].text != text else { return }
        entries[place].text = text
        for term in entries[place].terms { add(term) }
    }

    private func holds(_ word: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        entries[place].word.withUnsafeBufferPointer { known in
            guard known.count == word.count, let one = known.baseAddress, let other = word.baseAddress else { return false }
            return memcmp(one, other, word.count) == 0
        }
    }

    /// FNV-1a; words that meet only push each other out.
    private static func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & (places - 1)
    }
}
