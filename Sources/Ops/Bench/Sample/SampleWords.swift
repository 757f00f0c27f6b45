import Foundation

/// Repeats its run: xorshift64* (Vigna 2016), good enough for samples.
package struct SampleRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed == 0 ? 0x9E37_79B9_7F4A_7C15 : seed
    }

    package mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}

/// A vocabulary of made-up words, as frequent as words of a language are: the n-th word comes 1/n as often as the first (Zipf).
package struct SampleWords: Sendable {
    package static let count = 20_000

    package let words: [String]
    /// Of the words up to that one, summed.
    private let frequencies: [Double]

    package init(seed: UInt64) {
        var random = SampleRandom(seed: seed)
        let begins = ["b", "br", "c", "d", "dr", "f", "g", "gr", "h", "j", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "z"]
        let middles = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"], ends = ["", "", "l", "m", "n", "r", "s", "t", "x"]
        var words: [String] = [], seen: Set<String> = []
        while words.count < Self.count {
            // Frequent words are short.
            let syllables = 1 + (words.count > 200 ? 1 : 0) + (words.count > 4000 ? 1 : 0)
            let word = (0..<syllables).map { _ in Self.pick(begins, &random) + Self.pick(middles, &random) + Self.pick(ends, &random) }.joined()
            if seen.insert(word).inserted { words.append(word) }
        }
        self.words = words
        var sum = 0.0
        frequencies = (1...Self.count).map { rank in
            sum += 1 / Double(rank)
            return sum
        }
    }

    package func word(_ random: inout SampleRandom) -> String {
        let point = Double.random(in: 0..<frequencies[Self.count - 1], using: &random)
        var (low, high) = (0, Self.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if frequencies[middle] > point { high = middle } else { low = middle + 1 }
        }
        return words[low]
    }

    /// One of those beyond the 2,000 most frequent.
    package func rareWord(_ random: inout SampleRandom) -> String {
        words[Int.random(in: 2000..<Self.count, using: &random)]
    }

    package func text(_ length: Int, _ random: inout SampleRandom) -> String {
        var text = ""
        for index in 0..<length {
            if index > 0 { text += index % 12 == 0 ? ".\n" : " " }
            text += word(&random)
        }
        return text
    }

    private static func pick(_ list: [String], _ random: inout SampleRandom) -> String {
        list[Int.random(in: 0..<list.count, using: &random)]
    }
}
