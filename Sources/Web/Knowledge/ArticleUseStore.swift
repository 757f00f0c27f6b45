import Accounts
import Knowledge
import Primitives
import Storage
import Tickets

/// The tickets an article was tried on.
struct ArticleUseStore {
    /// A ticket it was tried on, with what the requester said of it.
    struct Use: Sendable {
        let ticket: ID<Ticket>
        let fix: ID<Fix>
        let outcome: Fix.Outcome
        let isConfirmed: Bool?
        let at: Instant
    }

    /// Counted up to so many.
    static let mostCounted = 1000

    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// How often it was tried, and how often it was not refused afterwards.
    func record(of article: ID<Article>) throws -> (tried: Int, worked: Int) {
        let row = try tx.rows(
            """
            SELECT count(*) AS tried, coalesce(sum(is_refused), 0) AS refused
            FROM (SELECT CASE WHEN is_confirmed = 0 THEN 1 ELSE 0 END AS is_refused FROM fix
                WHERE department = \(access.department) AND article = \(article) LIMIT \(Self.mostCounted)) AS tries
            """).first
        let tried: Int = try row?("tried") ?? 0, refused: Int = try row?("refused") ?? 0
        return (tried, tried - refused)
    }

    /// Those on tickets the actor may see, newest first, behind `key`.
    func page(of article: ID<Article>, before key: ID<Fix>?, most: Int) throws -> Page<Use> {
        guard access.reach(.see, .ticket) > .none else { return Page(rows: [], next: nil) }
        // Each outcome is a range of the index.
        let branches = Fix.Outcome.allCases.map { outcome -> SQL in
            """
            SELECT f.id AS id, f.ticket, f.outcome, f.is_confirmed, f.at FROM fix f JOIN ticket t ON t.id = f.ticket
            WHERE f.department = \(access.department) AND f.article = \(article) AND f.outcome = \(outcome)
                AND f.id < \(key?.rawValue ?? .max) AND \(access.condition(.see))
            """
        }
        let uses = try tx.rows(tx.dialect.merged(branches, order: "id DESC", most: most + 1)).map { row in
            Use(
                ticket: try row("ticket"), fix: try row("id"), outcome: try row("outcome"), isConfirmed: try row("is_confirmed"), at: try row("at"))
        }
        let rows = Array(uses.prefix(most))
        return Page(rows: rows, next: uses.count > most ? rows.last?.fix.text : nil)
    }
}
