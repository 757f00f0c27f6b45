import Knowledge
import Primitives
import Search
import Storage

/// A document that holds the words.
struct DocumentHit {
    let id: Int64
    let kind: SearchDocument.Kind
    let ticket: ID<Ticket>
    var fit = Fit(rank: 0)
}

/// Documents of one stretch of the index that hold the words, on tickets that the reader may not all see.
struct SearchWindow {
    var hits: [DocumentHit] = []
    /// How many there were, of other departments too.
    var count = 0
    /// The oldest document looked at; `nil` when there are no older ones.
    var end: Int64?

    /// One for each ticket: as good as its best document, as new as its newest, shown by the best one that has a text.
    var candidates: [TicketSearch.Candidate] {
        var best: [ID<Ticket>: (fit: Fit, newest: Int64, shown: DocumentHit)] = [:]
        for hit in hits {
            guard let known = best[hit.ticket] else {
                best[hit.ticket] = (hit.fit, hit.id, hit)
                continue
            }
            best[hit.ticket] = (max(known.fit, hit.fit), max(known.newest, hit.id), hit.shows(more: known.shown) ? hit : known.shown)
        }
        return best.map { ticket, found in
            let rank = SearchKey.Rank(fit: found.fit, at: ID<DocumentHit>(found.newest).made, id: ticket.rawValue)
            return TicketSearch.Candidate(.ticket(found.shown), rank, ticket: ticket)
        }
    }
}

extension DocumentHit {
    fileprivate func shows(more other: Self) -> Bool {
        let hasText = kind != .ticket, otherHasText = other.kind != .ticket
        if hasText != otherHasText { return hasText }
        return fit == other.fit ? id > other.id : fit > other.fit
    }
}

/// Reads the index of tickets window by window: what holds the words as they were typed, the newest documents first, then what holds
/// others of the same stems.
struct SearchWindows {
    /// Documents of the first window, which answers nearly every question, and of a later one.
    static let first = 250
    private static let later = 2000

    let index: SearchIndex
    private let tx: Transaction
    private let department: ID<Department>
    private let match: TextMatch

    init(_ tx: Transaction, _ department: ID<Department>, _ match: TextMatch, _ index: SearchIndex) {
        self.tx = tx
        self.department = department
        self.match = match
        self.index = index
    }

    /// Whether other words have the same stems.
    var hasStems: Bool { match.exact != match }

    /// The next window; the first also has what waits for the full text.
    func window(at place: SearchKey.Place) throws -> SearchWindow {
        let wanted = place.isByStem ? match : match.exact
        var documents: [Document] = []
        if place.before == nil { documents = try self.documents(index.these(index.pending(wanted))) }
        let most = place.before == nil ? Self.first : Self.later
        let found = try self.documents(index.newest(wanted, before: place.before, most: most)), oldest = found.map(\.id).min()
        documents += found
        if place.isByStem {
            let older = try oldest.map { try index.ids(match.exact, from: $0, before: place.before, most: most) } ?? []
            let exact = older.union(try index.pending(match.exact))
            documents.removeAll { exact.contains($0.id) }
        }
        return SearchWindow(
            hits: documents.compactMap { $0.hit(isExact: !place.isByStem) }, count: found.count, end: found.count == most ? oldest : nil)
    }

    /// Tickets that hold each of the words, though no one message holds them all.
    func spread() throws -> [TicketSearch.Candidate] {
        try SpreadWords(match, tx, department, index).tickets().map { ticket, newest in
            let hit = DocumentHit(id: ticket.rawValue, kind: .ticket, ticket: ticket)
            let rank = SearchKey.Rank(fit: .spread, at: newest.made, id: ticket.rawValue)
            return TicketSearch.Candidate(.ticket(hit), rank, ticket: ticket)
        }
    }

    /// Which of these tickets an earlier window had.
    func found(of tickets: [ID<Ticket>], before place: SearchKey.Place) throws -> Set<ID<Ticket>> {
        if tickets.isEmpty || !place.isByStem && place.before == nil { return [] }
        let wanted = place.isByStem ? match : match.exact, waiting = Set(try index.pending(wanted))
        let probe = TermProbe(wanted), exact = TermProbe(match.exact)
        return try self.tickets(tickets) { id, terms in
            let isEarlier = place.before.map { id >= $0 || waiting.contains(id) } ?? false
            return isEarlier && terms.matches(probe) || place.isByStem && terms.matches(exact)
        }
    }

    /// Those of which a document is as is asked.
    private func tickets(_ tickets: [ID<Ticket>], where isWanted: (Int64, TermColumn) -> Bool) throws -> Set<ID<Ticket>> {
        let rows = try tx.rows(
            """
            SELECT d.id, d.ticket, s.terms FROM \(index.these(tickets.map(\.rawValue))) h \(.thenJoin) search_document d ON d.ticket = h.id
            \(.thenJoin) search_terms s ON s.id = d.id
            """)
        return Set(try rows.filter { try isWanted($0("id"), TermColumn($0("terms"))) }.map { try $0("ticket") })
    }

    /// A document as it was found; of another department without more.
    private struct Document {
        let id: Int64
        let kind: SearchDocument.Kind?
        let ticket: ID<Ticket>?

        func hit(isExact: Bool) -> DocumentHit? {
            guard let kind, let ticket else { return nil }
            return DocumentHit(id: id, kind: kind, ticket: ticket, fit: Fit(isExact: isExact, isInTitle: kind == .ticket))
        }
    }

    private func documents(_ source: SQL) throws -> [Document] {
        try tx.rows(
            """
            SELECT h.id, d.kind, d.ticket FROM \(source) h LEFT JOIN search_document d ON d.id = h.id AND d.department = \(department)
            """
        ).map { Document(id: try $0("id"), kind: try $0("kind"), ticket: try $0("ticket")) }
    }
}

extension Fit {
    /// The words stand in different messages.
    fileprivate static let spread = Fit(rank: -1)
}
