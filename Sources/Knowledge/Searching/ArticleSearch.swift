import Foundation
import Primitives
import Search
import Storage

/// An article that holds what was looked for.
package struct ArticleHit: Sendable, Equatable {
    package let article: Article
    /// In the reader's language where it speaks it.
    package let text: ArticleText
    package let language: Language
    /// How well it fits: the words as typed before their stems, the title before the rest.
    package let fit: Fit

    /// Where it says so.
    package func excerpt(_ highlight: Highlight) -> [Segment] {
        let whole = [text.problem, text.cause, text.steps].filter { !$0.isEmpty }.joined(separator: "\n")
        return highlight.excerpt(of: whole.cut(8000), language: language)
    }
}

/// How well a hit fits, apart from its age.
package struct Fit: Sendable, Hashable, Comparable {
    package let rank: Int

    package var isExact: Bool { rank >= 2 }

    package init(isExact: Bool, isInTitle: Bool) {
        rank = (isExact ? 2 : 0) + (isInTitle ? 1 : 0)
    }

    package init(rank: Int) {
        self.rank = rank
    }

    package static func < (one: Fit, other: Fit) -> Bool { one.rank < other.rank }
}

/// Finds articles by their words, of those the reader may see.
package struct ArticleSearch {
    /// Hits ranked at most, the newest.
    private static let most = 500

    private let tx: Transaction
    private let reader: ArticleReader
    private let index: SearchIndex

    /// - Parameter waiting: handed over by a search that read them already
    package init(_ tx: Transaction, for reader: ArticleReader, waiting: WaitingDocuments? = nil) throws {
        self.tx = tx
        self.reader = reader
        index = SearchIndex(tx, .articles, waiting: try waiting ?? WaitingDocuments(tx))
    }

    /// Best first; among equals the one that helped more, then the newer.
    /// - Parameters:
    ///   - language: the reader's
    ///   - isListed: only frequent questions
    package func find(_ match: TextMatch, language: Language, isListed: Bool = false, most: Int) throws -> [ArticleHit] {
        let pending = try index.pending(match)
        let listed: SQL = isListed ? " AND a.is_listed = 1" : ""
        let articles = try [index.these(pending), index.newest(match, before: nil, most: Self.most)].flatMap { source in
            try tx.all(
                Article.self,
                "SELECT \(Article.columnsOfA) FROM \(source) h \(.thenJoin) article a ON a.id = h.id WHERE \(reader.condition)\(listed)")
        }
        let exact = try index.ids(match.exact, from: 0, before: nil, most: Self.most).union(index.pending(match.exact))
        let titled = try titled(match.exact)
        let best = articles.map { ($0, Fit(isExact: exact.contains($0.id.rawValue), isInTitle: titled.contains($0.id.rawValue))) }
            .sorted { ($0.1, $0.0.helped, $0.0.id) > ($1.1, $1.0.helped, $1.0.id) }.prefix(most)
        let texts = try ArticleStore(tx, department: reader.department).texts(of: best.map(\.0), in: language)
        return best.compactMap { article, fit in
            texts[article.id].map { ArticleHit(article: article, text: $0.text, language: $0.language, fit: fit) }
        }
    }

    /// Articles that have one of the words in their title.
    private func titled(_ exact: TextMatch) throws -> Set<Int64> {
        let words = exact.shown.flatMap { shown -> [String] in
            if case .word(let terms) = shown { terms.map { String($0.text.dropFirst()) } } else { [] }
        }
        return Set(
            try tx.column(
                Int64.self,
                """
                SELECT article FROM article_word
                WHERE department = \(reader.department) AND word IN \(anyOf: words) AND weight = \(SuggestionStore.titleWeight) LIMIT \(Self.most)
                """))
    }
}
