import Accounts
import Foundation
import Knowledge
import Primitives
import Search
import Storage

/// Finds tickets by what was said on them, solutions, articles and questions. The policy is part of every statement: what the actor
/// may not see is neither found nor counted.
package struct TicketSearch {
    let tx: Transaction
    let access: Access
    let conditions: FilterCondition

    /// - Parameters:
    ///   - now: what `created:<7d` counts from
    ///   - zone: whose days `today` means
    package init(_ tx: Transaction, for access: Access, at now: Instant, zone: TimeZone = .gmt) {
        self.tx = tx
        self.access = access
        conditions = FilterCondition(tx: tx, access: access, now: now, zone: zone)
    }

    /// A page of what answers the query. With words, best first: as typed before by stem, in a subject or title before in a text,
    /// then the newest words first; without, the last active first.
    package func find(query: SearchQuery, after key: String? = nil, most: Int = 50) throws -> Page<SearchHit> {
        try search(query, after: key, most: most).page
    }

    /// The same, saying how many there are.
    /// - Parameter language: the reader's, for articles
    package func search(
        _ query: SearchQuery, in scope: SearchScope = .everything, language: Language = .en, after key: String? = nil, most: Int = 50
    ) throws -> SearchResults {
        let question = AskedSearch(query, in: scope, language: language, most: most)
        switch (question.match, SearchKey(key)) {
        case (nil, .listed(let place)): return try walk(question, after: place)
        case (nil, _): return try walk(question, after: nil)
        case (let match?, .ranked(let place)): return try rank(question, match, at: place)
        case (let match?, _): return try rank(question, match, at: SearchKey.Place())
        }
    }

    /// Whether the actor finds tickets at all. Customers see theirs in the portal, without notes.
    var mayFindTickets: Bool { access.reach(.see, .ticket) > .none && access.actor.kind != .contact }

    /// Narrows a statement over `ticket t` to what a search shows.
    var isShown: SQL { "t.lane <> \(Lane.aside) AND \(access.condition(.see))" }
}

/// A query taken apart: the words an engine looks for, and the rest as conditions.
struct AskedSearch {
    let query: SearchQuery
    let scope: SearchScope
    let language: Language
    let most: Int
    /// `nil` where there are no words to begin with.
    let match: TextMatch?
    /// What else must hold.
    let rest: [SearchExpression]

    init(_ query: SearchQuery, in scope: SearchScope, language: Language, most: Int) {
        self.query = query
        self.scope = scope
        self.language = language
        self.most = max(1, min(most, 200))
        var rest: [SearchExpression] = if case .all(let parts) = query.expression { parts } else { [query.expression] }
        let words = rest.firstIndex { if case .text = $0 { true } else { false } }
        match = words.flatMap { if case .text(let match) = rest.remove(at: $0) { match } else { nil } }
        self.rest = rest
    }

    /// Filters ask about tickets, so articles and questions answer only where there are none.
    func includes(_ shelf: Shelf) -> Bool {
        scope.includes(shelf) && (shelf == .tickets || rest.isEmpty)
    }

    /// The filters that every hit must pass.
    var filters: [Filter] {
        rest.compactMap { if case .filter(let filter) = $0 { filter } else { nil } }
    }
}
