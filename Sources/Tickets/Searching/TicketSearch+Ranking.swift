import Accounts
import Contacts
import Knowledge
import Primitives
import Search
import Storage

extension TicketSearch {
    /// Tickets ranked at most, those with the newest words.
    static let mostRanked = 2000
    /// Documents looked at for them, where the actor may not see all.
    private static let mostLookedAt = 20_000
    /// Words whose places in several messages of one ticket are brought together.
    private static let mostParts = 4

    /// A candidate for the list.
    struct Candidate {
        enum Found {
            case ticket(ID<Ticket>, DocumentHit)
            case article(ArticleHit)
            case question(Question)
        }

        var found: Found
        var rank: SearchKey.Rank
    }

    /// A document that holds the words, on a ticket the actor may see.
    struct DocumentHit {
        let id: Int64
        let kind: SearchDocument.Kind
        let ticket: ID<Ticket>
        let active: Instant
        var fit = Fit(rank: 0)
    }

    /// Documents of one window, and where the next begins.
    private struct Window {
        var hits: [DocumentHit] = []
        /// The oldest document looked at; `nil` when there are no older ones.
        var end: Int64?
    }

    func rank(_ asked: AskedSearch, _ match: TextMatch, before limit: Int64?, after last: SearchKey.Rank?) throws -> SearchResults {
        let index = try SearchIndex(tx, .tickets)
        var window = Window()
        if asked.includes(.tickets), mayFindTickets { window = try self.window(match, asked, index, before: limit) }
        var candidates = group(window.hits)
        if limit == nil {
            candidates += try elsewhere(asked, match, index, besides: candidates, isWhole: window.end == nil)
        }
        candidates.sort { $0.rank > $1.rank }
        let behind = last.map { last in candidates.filter { $0.rank < last } } ?? candidates
        let rows = Array(behind.prefix(asked.most))
        var next: SearchKey?
        if behind.count > rows.count, let place = rows.last?.rank {
            next = .ranked(before: limit, place)
        } else if let end = window.end {
            next = .ranked(before: end, nil)
        }
        let first = limit == nil && last == nil ? try numbered(asked) : nil
        var hits = try Presentation(self, asked).hits(rows)
        if let first { hits = [first] + hits.filter { $0.ticket?.id != first.ticket?.id } }
        return SearchResults(
            page: Page(rows: hits, next: next?.text), count: max(candidates.count, hits.count), isCapped: window.end != nil)
    }

    /// What the first page has besides: articles, questions, and tickets whose messages hold the words together.
    private func elsewhere(
        _ asked: AskedSearch, _ match: TextMatch, _ index: SearchIndex, besides known: [Candidate], isWhole: Bool
    ) throws -> [Candidate] {
        var candidates: [Candidate] = []
        if asked.includes(.tickets), mayFindTickets, isWhole, known.count < asked.most {
            candidates += try spread(match, asked, index, besides: known)
        }
        if asked.includes(.articles) {
            let hits = try ArticleSearch(tx, for: ArticleReader(access), waiting: index.waiting).find(match, language: asked.language, most: 200)
            candidates += hits.map {
                Candidate(found: .article($0), rank: .init(fit: $0.fit, active: $0.article.changed, id: $0.article.id.rawValue))
            }
        }
        if asked.includes(.questions), access.reach(.see, .question) >= .team {
            let questions = try QuestionStore(tx, department: access.department).find(match, waiting: index.waiting, most: 200)
            candidates += questions.map {
                Candidate(found: .question($0), rank: .init(fit: Fit(rank: 0), active: $0.at, id: $0.id.rawValue))
            }
        }
        return candidates
    }

    /// The ticket whose number is all that was typed; of one merged into another, that other.
    private func numbered(_ asked: AskedSearch) throws -> SearchHit? {
        guard mayFindTickets, asked.includes(.tickets), let number = try conditions.number(asked.query.text),
            let named = try TicketStore(tx, department: access.department).find(number)
        else { return nil }
        let ticket = try MergeStore(tx, department: access.department).survivor(of: named)
        guard let hit = try tx.rows(
            "SELECT t.id FROM ticket t WHERE t.id = \(ticket.id) AND \(isShown)").first.map({ try ID<Ticket>($0("id", as: Int64.self)) })
        else { return nil }
        return try Presentation(self, asked).hit(of: hit)
    }
}

// Documents.
extension TicketSearch {
    private func window(_ match: TextMatch, _ asked: AskedSearch, _ index: SearchIndex, before limit: Int64?) throws -> Window {
        let condition = try conditions.sql(.all(asked.rest.isEmpty ? [.everything] : asked.rest))
        var window = Window()
        if limit == nil {
            let pending = index.pending(match)
            if !pending.isEmpty {
                let exact = Set(index.pending(match.exact))
                window.hits = try documents(index.these(pending), condition).hits.map { $0.fitting(isExact: exact.contains($0.id)) }
            }
        }
        var lookedAt = 0, before = limit
        repeat {
            let most = Self.mostRanked
            let slice = try documents(index.newest(match, before: before, most: most), condition)
            let exact = match.exact == match || slice.hits.isEmpty
                ? nil : try index.ids(match.exact, from: slice.oldest ?? 0, before: before, most: most)
            window.hits += slice.hits.map { $0.fitting(isExact: exact?.contains($0.id) ?? true) }
            lookedAt += slice.count
            before = slice.oldest
            window.end = slice.count == most ? slice.oldest : nil
        } while window.end != nil && window.hits.count < Self.mostRanked && lookedAt < Self.mostLookedAt
        return window
    }

    /// Those documents that lie on tickets the actor may see and that meet the condition; how many there were in all, and the oldest.
    private func documents(_ source: SQL, _ condition: SQL) throws -> (hits: [DocumentHit], count: Int, oldest: Int64?) {
        let rows = try tx.rows(
            """
            SELECT h.id, d.kind, t.id AS ticket, t.active_at FROM \(source) h
            \(.thenJoin) search_document d ON d.id = h.id LEFT JOIN ticket t ON t.id = d.ticket AND \(isShown) AND \(condition)
            """)
        var oldest: Int64?
        let hits = try rows.compactMap { row -> DocumentHit? in
            let id: Int64 = try row("id"), ticket: ID<Ticket>? = try row("ticket")
            oldest = min(oldest ?? id, id)
            return try ticket.map { DocumentHit(id: id, kind: try row("kind"), ticket: $0, active: try row("active_at")) }
        }
        return (hits, rows.count, oldest)
    }

    /// Tickets that hold each of the words, though no one message holds them all.
    private func spread(
        _ match: TextMatch, _ asked: AskedSearch, _ index: SearchIndex, besides known: [Candidate]
    ) throws -> [Candidate] {
        let parts = match.parts
        guard (2...Self.mostParts).contains(parts.count) else { return [] }
        var tickets: Set<Int64>?
        for part in parts {
            let found = try [index.newest(part, before: nil, most: Self.mostRanked), index.these(index.pending(part))].flatMap {
                try tx.column(Int64.self, "SELECT d.ticket FROM \($0) h \(.thenJoin) search_document d ON d.id = h.id")
            }
            tickets = tickets?.intersection(found) ?? Set(found)
            if tickets?.isEmpty == true { return [] }
        }
        let there = Set(known.compactMap { if case .ticket(let id, _) = $0.found { id.rawValue } else { nil } })
        let condition = try conditions.sql(.all(asked.rest.isEmpty ? [.everything] : asked.rest))
        let rows = try tx.rows(
            """
            SELECT t.id, t.active_at FROM \(index.these((tickets ?? []).subtracting(there).sorted().suffix(Self.mostRanked))) h
            \(.thenJoin) ticket t ON t.id = h.id WHERE \(isShown) AND \(condition)
            """)
        return try rows.map { row in
            let id: ID<Ticket> = try row("id"), active: Instant = try row("active_at")
            let hit = DocumentHit(id: id.rawValue, kind: .ticket, ticket: id, active: active)
            return Candidate(found: .ticket(id, hit), rank: .init(fit: Fit(rank: 0), active: active, id: id.rawValue))
        }
    }

    /// One candidate for each ticket: as good as its best document, shown by the best one that has a text.
    private func group(_ hits: [DocumentHit]) -> [Candidate] {
        var best: [ID<Ticket>: (fit: Fit, shown: DocumentHit)] = [:]
        for hit in hits {
            guard let known = best[hit.ticket] else {
                best[hit.ticket] = (hit.fit, hit)
                continue
            }
            let isBetter = (hit.kind != .ticket, hit.fit, hit.id) > (known.shown.kind != .ticket, known.shown.fit, known.shown.id)
            best[hit.ticket] = (max(known.fit, hit.fit), isBetter ? hit : known.shown)
        }
        return best.map { ticket, found in
            Candidate(
                found: .ticket(ticket, found.shown), rank: .init(fit: found.fit, active: found.shown.active, id: ticket.rawValue))
        }
    }
}

extension TicketSearch.DocumentHit {
    fileprivate func fitting(isExact: Bool) -> Self {
        var hit = self
        hit.fit = Fit(isExact: isExact, isInTitle: kind == .ticket)
        return hit
    }
}

private func > (one: (Bool, Fit, Int64), other: (Bool, Fit, Int64)) -> Bool {
    if one.0 != other.0 { return one.0 }
    return one.1 == other.1 ? one.2 > other.2 : one.1 > other.1
}
