import Storage

/// What is searched together has a full text of its own, so that a few articles are not looked for among millions of messages.
package enum Shelf: String, Sendable, CaseIterable, Column {
    /// Tickets with all that was said on them.
    case tickets
    case articles
    case questions

    /// Its full text.
    var table: SQL {
        switch self {
        case .tickets: "search_text"
        case .articles: "search_article"
        case .questions: "search_question"
        }
    }

    var kinds: [SearchDocument.Kind] { SearchDocument.Kind.allCases.filter { $0.shelf == self } }
}

extension SearchDocument.Kind {
    package var shelf: Shelf {
        switch self {
        case .ticket, .message, .note: .tickets
        case .article: .articles
        case .question: .questions
        }
    }
}
