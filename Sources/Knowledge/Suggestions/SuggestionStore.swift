import Primitives
import Search
import Storage

/// Articles that may fit a text. The words both are about lead to them, rarer ones first; ``Likeness`` puts them in order.
package struct SuggestionStore {
    /// Words of an article that lead to it.
    private static let mostWords = 400
    /// Words of a text that are read, and those of them that are looked for.
    private static let mostRead = 200
    private static let mostAsked = 32
    /// How much a word of the title counts.
    static let titleWeight = 3
    /// What stands in more articles than this leads to none of them, nor do more frequent words once so many places were read.
    private static let frequent = 2000
    private static let mostPlaces = 8000
    /// Articles looked at more closely, and bytes of their terms.
    private static let mostCompared = 600
    private static let mostCompareBytes = 1 << 20

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
        let words = TopicWords.words(of: text, language: language, most: Self.mostRead)
        let asked = try sought(words)
        if asked.isEmpty { return [] }
        let likeness = Likeness(words, asked, among: try tx.value(Int.self, "SELECT count(*) FROM article WHERE department = \(department)") ?? 0)
        let found = likeness.candidates(most: Self.mostCompared)
        let scores = likeness.scores(of: try texts(found))
        return Array(
            scores.map { Candidate(article: $0.article, score: $0.score) }.sorted { ($0.score, $0.article) > ($1.score, $1.article) }
                .prefix(most))
    }

    /// The words to look for, with the articles they lead to.
    private func sought(_ words: [TopicWord]) throws -> [Likeness.Topic] {
        var seen: Set<TopicWord> = []
        let topics = words.filter { !$0.isSmall && seen.insert($0).inserted }.prefix(Self.mostAsked)
        let counted = try topics.map { word in
            let places: SQL = "SELECT article FROM article_word WHERE \(leads(word)) LIMIT \(Self.frequent + 1)"
            return (word, try tx.value(Int.self, "SELECT count(*) FROM (\(places)) AS f") ?? 0)
        }
        var places = 0
        return try counted.filter { $0.1 > 0 }.sorted { $0.1 < $1.1 }.map { word, count in
            guard count <= Self.frequent, places < Self.mostPlaces else { return Likeness.Topic(word: word, articles: count, weights: nil) }
            places += count
            let rows = try tx.rows("SELECT article, weight FROM article_word WHERE \(leads(word))")
            let weights = Dictionary(try rows.map { (try $0("article", as: ID<Article>.self), try $0("weight", as: Int.self)) }, uniquingKeysWith: max)
            return Likeness.Topic(word: word, articles: weights.count, weights: weights)
        }
    }

    private func leads(_ word: TopicWord) -> SQL { "department = \(department) AND word IN \(anyOf: word.topics.sorted())" }

    /// The terms of articles, of as many as are not too much to read.
    private func texts(_ articles: [ID<Article>]) throws -> [Likeness.Text] {
        var texts: [Likeness.Text] = [], bytes = 0
        for some in articles.inPowersOfTwo(most: 128) where bytes < Self.mostCompareBytes {
            for row in try tx.rows("SELECT id, terms FROM search_terms WHERE id IN \(anyOf: some)") {
                let terms: String = try row("terms")
                bytes += terms.utf8.count
                let length = terms.utf8.count { $0 == UInt8(ascii: " ") } + 1
                texts.append(Likeness.Text(article: try row("id"), terms: TermColumn(terms), length: length))
            }
        }
        return texts
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
        for some in weights.sorted(by: { $0.key < $1.key }).inPowersOfTwo(most: 64) {
            let rows = some.map { "(\(department), \($0.key), \(id), \($0.value))" as SQL }
            try tx.run("INSERT INTO article_word (department, word, article, weight) VALUES \(rows.joined(separator: ", "))")
        }
    }

    func unindex(_ id: ID<Article>) throws {
        try tx.run("DELETE FROM article_word WHERE article = \(id)")
    }
}
