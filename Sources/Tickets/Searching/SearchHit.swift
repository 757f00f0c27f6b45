import Contacts
import Knowledge
import Primitives
import Search

/// Something that answers a search.
package struct SearchHit: Sendable, Equatable {
    package enum Found: Sendable, Equatable {
        case ticket(Ticket)
        /// A solution or article, with its words in the language that was asked for where it speaks it.
        case article(Article, ArticleText)
        case question(Question)
    }

    package let found: Found
    /// In what the words stood; a ticket's own is its subject.
    package let place: SearchDocument.Kind
    /// The message, note, article or question they stood in.
    package let object: Int64
    /// The subject, title or question, hits marked.
    package let title: [Segment]
    /// The words around the hits.
    package let excerpt: [Segment]

    package var ticket: Ticket? {
        if case .ticket(let ticket) = found { ticket } else { nil }
    }
}

/// What a search found.
package struct SearchResults: Sendable {
    package let page: Page<SearchHit>
    /// How many there are, those on earlier pages too; counted to a few hundred.
    package let count: Int
    /// Whether there are more than were counted.
    package let isCapped: Bool

    static let none = SearchResults(page: Page(rows: [], next: nil), count: 0, isCapped: false)
}

/// What to search in.
package enum SearchScope: String, Sendable, Codable, CaseIterable {
    case everything, tickets, articles, questions

    func includes(_ shelf: Shelf) -> Bool {
        switch self {
        case .everything: true
        case .tickets: shelf == .tickets
        case .articles: shelf == .articles
        case .questions: shelf == .questions
        }
    }
}
