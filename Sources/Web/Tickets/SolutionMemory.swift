import Accounts
import Knowledge
import Languages
import Primitives
import Storage
import Synchronization
import Tickets

/// Remembers for a minute which articles may fit a ticket, as ranking them looks up every word of it. Who may read them is asked
/// each time.
final class SolutionMemory: Sendable {
    private static let most = 2000
    private static let shown = 3
    private static let lifetime = Duration.seconds(60)

    private struct Ranked {
        let version: Version
        let at: Instant
        let articles: [ID<Article>]
    }

    private let known = Mutex<[ID<Ticket>: Ranked]>([:])

    init() {}

    func fitting(_ ticket: Ticket, messages: TalkReading, _ around: Surroundings, _ tx: Transaction) throws -> [KnownSolution] {
        guard ticket.state.isActive, around.access.reach(.see, .article) > .none else { return [] }
        let store = ArticleStore(tx, department: ticket.department), reader = ArticleReader(around.access)
        let articles = try ranked(ticket, messages, now: around.dates.now, tx).lazy.compactMap { try store.find($0) }
        var solutions: [KnownSolution] = []
        for article in articles where reader.maySee(article) && solutions.count < Self.shown {
            solutions.append(try KnownSolution(article, in: around.words.language, tx))
        }
        return solutions
    }

    private func ranked(_ ticket: Ticket, _ messages: TalkReading, now: Instant, _ tx: Transaction) throws -> [ID<Article>] {
        if let ranked = known.withLock({ $0[ticket.id] }), ranked.version == ticket.version, now - ranked.at < Self.lifetime {
            return ranked.articles
        }
        let text = "\(ticket.subject)\n\(messages.messages.first { $0.direction == .incoming }?.text.prefix(4000) ?? "")"
        let articles = try SuggestionStore(tx, department: ticket.department).rank(text, language: ticket.language, most: 3 * Self.shown)
            .map(\.article)
        known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            known[ticket.id] = Ranked(version: ticket.version, at: now, articles: articles)
        }
        return articles
    }
}
