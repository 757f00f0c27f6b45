import Accounts
import Channels
import Languages
import Primitives
import Storage
import Tickets

/// Every mail that ever came, and what became of it.
struct MailLogPage: DeskPage {
    private static let most = 50

    struct Row: Sendable {
        let mail: RawMail
        /// The ticket it stands on; `nil` for none.
        let ticket: Ticket?
        /// It stands on a ticket that the reader may not see: nothing of it is shown but that it came.
        let isClosed: Bool
    }

    let title: String
    let outcome: RawMail.Outcome?
    let rows: [Row]
    let next: String?
    /// Mails put aside; up to a thousand are counted.
    let quarantined: Int
    let mayRetry: Bool

    init(_ outcome: RawMail.Outcome?, before key: ID<RawMail>?, _ around: Surroundings, _ tx: Transaction) throws {
        let access = around.access, archive = ArchiveStore(tx)
        let mails = try archive.log(department: access.department, outcome: outcome, before: key, most: Self.most + 1)
        let tickets = TicketStore(tx, department: access.department)
        let found = Dictionary(try tickets.find(Array(Set(mails.compactMap(\.ticket)))).map { ($0.id, $0) }) { $1 }
        rows = try mails.prefix(Self.most).map { mail in
            let ticket = mail.ticket.flatMap { found[$0] }
            let isClosed = try ticket.map { !access.may(.see, try tickets.facts(of: $0, for: access)) } ?? false
            return Row(mail: mail, ticket: isClosed ? nil : ticket, isClosed: isClosed)
        }
        let only = outcome.map { "outcome=\($0.rawValue)&" } ?? ""
        next = mails.count > Self.most ? rows.last.map { "/mail?\(only)before=\($0.mail.id)" } : nil
        title = around.words("mailpage.title")
        self.outcome = outcome
        quarantined = try archive.quarantined(department: access.department)
        mayRetry = access.reach(.answer, .mail) > .none
    }

    var current: String? { "/mail" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}
