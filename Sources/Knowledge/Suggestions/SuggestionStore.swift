import Foundation
import Primitives
import Search
import Storage

/// Articles that may fit a text, found by the words both are about: rare words count more than frequent ones, those of a title
/// more than those of the steps.
package struct SuggestionStore {
    /// Words of an article that lead to it.
    private static let mostWords = 400
    /// Words of a text that are looked for.
    private static let mostAsked = 48
    /// How much a word of the title counts.
    static let titleWeight = 3
    /// What stands in more articles than this says little of any.
    private static let frequent = 200

    /// An article and how much speaks for it; only compared with others of the same text.
    package struct Candidate: Sendable, Equatable {
        package let article: ID<Article>
        package let score: Double
    }

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Best first, with what speaks for each; those that share only one word with a longer text are left out.
    package func rank(_ text: String, language: Language?, most: Int) throws -> [Candidate] {
        let asked = TopicWords.of(text, language: language, most: Self.mostAsked)
        var scores: [ID<Article>: (score: Double, words: Int)] = [:]
        for word in asked {
            let postings: SQL = "FROM article_word WHERE department = \(department) AND word = \(word) ORDER BY article"
            if try tx.exists("SELECT article \(postings) LIMIT 1 OFFSET \(Self.frequent)") { continue }
            let rows = try tx.rows("SELECT article, weight \(postings)")
            let rarity = log(1 + 1000 / Double(max(rows.count, 1)))
            for row in rows {
                let (article, weight): (ID<Article>, Int) = (try row("article"), try row("weight"))
                let known = scores[article] ?? (0, 0)
                scores[article] = (known.score + rarity * Double(weight), known.words + 1)
            }
        }
        let least = asked.count > 3 ? 2 : 1
        let candidates = scores.filter { $0.value.words >= least }.map { Candidate(article: $0.key, score: $0.value.score) }
        return Array(candidates.sorted { ($0.score, $0.article) > ($1.score, $1.article) }.prefix(most))
    }

    func index(_ id: ID<Article>, _ texts: [ArticleVersion]) throws {
        try unindex(id)
        var weights: [String: Int] = [:]
        for version in texts {
            for (text, weight) in [(version.text.title, Self.titleWeight), (version.text.problem, 2), (version.text.cause, 1), (version.text.steps, 1)] {
                for word in TopicWords.of(text, language: version.language, most: Self.mostWords) {
                    weights[word] = max(weights[word] ?? 0, weight)
                }
            }
        }
        for (word, weight) in weights {
            try tx.run(
                "INSERT INTO article_word (department, word, article, weight) VALUES (\(department), \(word), \(id), \(weight))")
        }
    }

    func unindex(_ id: ID<Article>) throws {
        try tx.run("DELETE FROM article_word WHERE article = \(id)")
    }
}
