import Foundation
import Primitives
import Search

/// How much articles are like a text: by the words they share, of which rare ones count more, those of a title more than those of the
/// steps, in a short article more than in a long one (BM25); a little by its small words, and by what stands side by side in both.
struct Likeness {
    /// A word that says what a text is about.
    struct Topic {
        let word: TopicWord
        /// In how many it stands.
        let articles: Int
        /// Where in them; `nil` for a word so frequent that nobody looked.
        let weights: [ID<Article>: Int]?
    }

    struct Text {
        let article: ID<Article>
        let terms: TermColumn
        /// In terms.
        let length: Int
    }

    /// Small words and pairs that count.
    private static let mostSmall = 40
    private static let mostPairs = 64
    /// A longer text has more topics than this.
    private static let longer = 8
    private static let worthOfSmall = 0.7
    private static let worthOfPair = 0.3

    private let topics: [Topic]
    private let small: [[String]]
    private let pairs: [[String]]
    private let articles: Int

    init(_ words: [TopicWord], _ topics: [Topic], among articles: Int) {
        self.topics = topics
        self.articles = articles
        var seen: Set<[String]> = []
        small = Array(words.filter(\.isSmall).map(\.terms).filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(Self.mostSmall))
        let first = words.compactMap(\.terms.first)
        pairs = Array(zip(first, first.dropFirst()).map { [$0, $1] }.filter { seen.insert($0).inserted }.prefix(Self.mostPairs))
    }

    /// Those to be compared, the likeliest first: those that share more than one word with a longer text.
    func candidates(most: Int) -> [ID<Article>] {
        var scores: [ID<Article>: (score: Double, words: Int)] = [:]
        for topic in topics {
            let rarity = rarity(topic.articles, of: articles)
            for (article, weight) in topic.weights ?? [:] {
                let known = scores[article] ?? (0, 0)
                scores[article] = (known.score + rarity * Double(weight), known.words + 1)
            }
        }
        let least = topics.count > Self.longer ? 2 : 1
        return scores.filter { $0.value.words >= least }.sorted { ($0.value.score, $0.key) > ($1.value.score, $1.key) }.prefix(most).map(\.key)
    }

    /// What speaks for each.
    func scores(of texts: [Text]) -> [(article: ID<Article>, score: Double)] {
        var sums = [Double](repeating: 0, count: texts.count)
        for topic in topics { add(topic, of: texts, to: &sums) }
        for terms in small { add(Self.worthOfSmall, .any(of: terms), of: texts, to: &sums) }
        for pair in pairs { add(Self.worthOfPair, TermProbe(.phrase(pair)), of: texts, to: &sums) }
        let average = Double(max(1, texts.reduce(0) { $0 + $1.length })) / Double(max(1, texts.count))
        return zip(texts, sums).map { text, sum in
            (text.article, sum * 2.2 / (1 + 1.2 * (0.25 + 0.75 * Double(text.length) / average)))
        }
    }

    private func add(_ topic: Topic, of texts: [Text], to sums: inout [Double]) {
        let rarity = rarity(topic.articles, of: articles), probe = TermProbe.any(of: topic.word.terms)
        for (index, text) in texts.enumerated() {
            // Where a frequent word stands nobody looked.
            let weight = topic.weights.map { $0[text.article] ?? 0 } ?? (text.terms.matches(probe) ? SuggestionStore.titleWeight : 0)
            sums[index] += rarity * Double(weight) / Double(SuggestionStore.titleWeight)
        }
    }

    private func add(_ worth: Double, _ probe: TermProbe, of texts: [Text], to sums: inout [Double]) {
        let found = texts.indices.filter { texts[$0].terms.matches(probe) }
        let value = worth * rarity(found.count, of: texts.count)
        for index in found { sums[index] += value }
    }

    private func rarity(_ some: Int, of all: Int) -> Double {
        let some = Double(some), all = max(Double(all), some)
        return log(1 + (all - some + 0.5) / (some + 0.5))
    }
}

extension TermProbe {
    fileprivate static func any(of terms: [String]) -> TermProbe { TermProbe(.word(terms.map { TermPattern(text: $0) })) }
}
