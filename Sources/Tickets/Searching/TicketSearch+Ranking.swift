import Accounts
import Contacts
import Knowledge
import Primitives
import Search
import Storage

// Queries with words: ranked window by window. Whether a ticket may be seen is asked, in the order of ranks, of as many as the page
// shows and counts.
extension TicketSearch {
    /// Documents looked at for a page, where the actor may not see all.
    private static let mostLookedAt = 20_000
    /// Tickets are counted up to this, in so many documents.
    private static let mostCounted = 200
    private static let mostCountedIn = SearchWindows.first
    /// Tickets asked about at once.
    private static let slice = 64
    /// Where the words bring this many tickets, those are not looked for that hold them in several messages.
    private static let enough = 50

    /// A candidate for the list.
    struct Candidate {
        enum Found {
            case ticket(DocumentHit)
            case article(ArticleHit)
            case question(Question)
        }

        let found: Found
        let rank: SearchKey.Rank
        /// Whose it is; `nil` for what everybody finds who searches there.
        let ticket: ID<Ticket>?

        init(_ found: Found, _ rank: SearchKey.Rank, ticket: ID<Ticket>? = nil) {
            self.found = found
            self.rank = rank
            self.ticket = ticket
        }
    }

    /// A page as it grows.
    private struct Gathering {
        let most: Int
        var rows: [Candidate] = []
        /// How many were found behind it.
        var behind = 0
        /// Whether there may be more than were counted.
        var isCapped = false

        var isFull: Bool { rows.count == most && found >= max(mostCounted, most + 1) }
        var hasMore: Bool { behind > 0 || isCapped }
        var found: Int { rows.count + behind }

        mutating func add(_ candidates: [Candidate]) {
            let room = most - rows.count
            rows += candidates.prefix(room)
            behind += max(0, candidates.count - room)
        }
    }

    func rank(_ asked: AskedSearch, _ match: TextMatch, at begin: SearchKey.Place) throws -> SearchResults {
        let windows = SearchWindows(tx, access.department, match, try SearchIndex(tx, .tickets))
        let condition = try conditions.sql(.all(asked.rest.isEmpty ? [.everything] : asked.rest))
        var gathering = Gathering(most: asked.most), next: SearchKey.Place?, lookedAt = 0
        var current: SearchKey.Place? = begin
        while let place = current, lookedAt < (next == nil ? Self.mostLookedAt : Self.mostCountedIn), !gathering.isFull {
            let window = asked.includes(.tickets) && mayFindTickets ? try windows.window(at: place) : SearchWindow()
            for stage in try stages(window, asked, match, windows, at: place, after: begin.seen + gathering.found) {
                let behind = place.last.map { last in stage.filter { $0.rank < last } } ?? stage
                try gather(behind.sorted { $0.rank > $1.rank }, into: &gathering) { try shown($0, condition, windows, at: place) }
            }
            lookedAt += window.count
            current = following(place, window, windows)
            if next == nil, gathering.rows.count == asked.most {
                next = gathering.hasMore
                    ? SearchKey.Place(isByStem: place.isByStem, before: place.before, last: gathering.rows.last?.rank) : current
            }
        }
        if next == nil { next = current }
        next?.seen = begin.seen + gathering.rows.count
        var hits = try Presentation(self, asked).hits(gathering.rows)
        if begin.isFirst, let first = try numbered(asked) { hits = [first] + hits.filter { $0.ticket?.id != first.ticket?.id } }
        return SearchResults(
            page: Page(rows: hits, next: next.map { SearchKey.ranked($0).text }),
            count: begin.seen + max(gathering.found, hits.count), isCapped: gathering.isCapped || current != nil)
    }

    private func following(_ place: SearchKey.Place, _ window: SearchWindow, _ windows: SearchWindows) -> SearchKey.Place? {
        if let end = window.end { return SearchKey.Place(isByStem: place.isByStem, before: end) }
        return place.isByStem || !windows.hasStems ? nil : SearchKey.Place(isByStem: true)
    }

    /// What a window has, in groups of which each ranks below the one before.
    /// - Parameter known: how many were found before
    private func stages(
        _ window: SearchWindow, _ asked: AskedSearch, _ match: TextMatch, _ windows: SearchWindows, at place: SearchKey.Place, after known: Int
    ) throws -> [[Candidate]] {
        let candidates = window.candidates
        guard place.before == nil else { return [candidates] }
        let others = try elsewhere(asked, match, windows).filter { !windows.hasStems || $0.rank.fit.isExact != place.isByStem }
        let isLast = window.end == nil && place.isByStem == windows.hasStems
        guard isLast, asked.includes(.tickets), mayFindTickets, known + candidates.count < Self.enough else { return [candidates + others] }
        return [candidates + others, try windows.spread()]
    }

    /// Articles and questions.
    private func elsewhere(_ asked: AskedSearch, _ match: TextMatch, _ windows: SearchWindows) throws -> [Candidate] {
        var candidates: [Candidate] = []
        if asked.includes(.articles) {
            let reader = ArticleReader(access), waiting = windows.index.waiting
            candidates += try ArticleSearch(tx, for: reader, waiting: waiting).find(match, language: asked.language, most: 200).map {
                Candidate(.article($0), .init(fit: $0.fit, at: $0.article.changed, id: $0.article.id.rawValue))
            }
        }
        if asked.includes(.questions), access.reach(.see, .question) >= .team {
            let store = QuestionStore(tx, department: access.department)
            candidates += try store.find(match, waiting: windows.index.waiting, most: 200).map {
                Candidate(.question($0), .init(fit: Fit(rank: 0), at: $0.at, id: $0.id.rawValue))
            }
        }
        return candidates
    }

    private func gather(
        _ candidates: [Candidate], into gathering: inout Gathering, shown: ([ID<Ticket>]) throws -> Set<ID<Ticket>>
    ) throws {
        for start in stride(from: 0, to: candidates.count, by: Self.slice) {
            if gathering.isFull {
                gathering.isCapped = true
                return
            }
            let some = candidates[start..<min(start + Self.slice, candidates.count)], shown = try shown(some.compactMap(\.ticket))
            gathering.add(some.filter { candidate in candidate.ticket.map { shown.contains($0) } ?? true })
        }
    }

    /// Which of these the actor may see, and no window before had.
    private func shown(_ tickets: [ID<Ticket>], _ condition: SQL, _ windows: SearchWindows, at place: SearchKey.Place) throws -> Set<ID<Ticket>> {
        if tickets.isEmpty { return [] }
        let given = windows.index.these(tickets.map(\.rawValue))
        let shown = try tx.column(
            ID<Ticket>.self, "SELECT t.id FROM \(given) h \(.thenJoin) ticket t ON t.id = h.id WHERE \(isShown) AND \(condition)")
        return Set(shown).subtracting(try windows.found(of: shown, before: place))
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
