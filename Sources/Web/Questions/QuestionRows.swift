import Accounts
import Contacts
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

/// A question with all it names in words, as far as the reader may see it.
struct QuestionRow: Sendable {
    let entry: QuestionEntry
    let result: QuestionShelf.Result
    let category: String?
    /// The title of the article that answered.
    let article: String?
    let contact: String?
    /// The number of the ticket it is or became.
    let number: TicketNumber?
}

/// Reads the log: rows of a shelf, with the names of what they speak of.
struct QuestionRows: Sendable {
    /// Pieces of the log that one page looks through for rare outcomes.
    private static let mostPieces = 10

    let shelf: QuestionShelf
    let access: Access
    let language: Language
    let zone: String?

    /// Newest first. A page may be short, or empty, and not the last.
    func page(after key: String?, most: Int, _ tx: Transaction) throws -> Page<QuestionRow> {
        let store = QuestionListStore(tx, for: access), filter = shelf.filter(in: zone)
        var piece = try store.page(filter, after: key, most: most)
        var entries = piece.rows.filter(shelf.holds), pieces = 1
        while entries.count < most, pieces < Self.mostPieces, let next = piece.next {
            piece = try store.page(filter, after: next, most: most)
            entries += piece.rows.filter(shelf.holds)
            pieces += 1
        }
        let next = entries.count > most ? "\(entries[most - 1].id)" : piece.next
        return Page(rows: try rows(Array(entries.prefix(most)), tx), next: next)
    }

    private func rows(_ entries: [QuestionEntry], _ tx: Transaction) throws -> [QuestionRow] {
        let department = access.department
        let seesContacts = access.reach(.see, .contact) >= .team
        let contacts = seesContacts ? try NameStore(tx, department: department).contacts(entries.compactMap(\.contact)) : [:]
        let tickets = try VisibleTicketStore(tx, for: access).find(Array(Set(entries.compactMap(\.ticket))))
        let articles = ArticleStore(tx, department: department)
        let found = try articles.find(Array(Set(entries.compactMap(\.article))), for: ArticleReader(access))
        let titles = try articles.texts(of: found, in: language).mapValues(\.text.title)
        let categories = try CategoryStore(tx, department: department).names(of: Set(entries.compactMap(\.category)))
        return entries.map { entry in
            QuestionRow(
                entry: entry, result: QuestionShelf.Result(entry), category: entry.category.flatMap { categories[$0] },
                article: entry.article.flatMap { titles[$0] }, contact: entry.contact.flatMap { contacts[$0] },
                number: entry.ticket.flatMap { tickets[$0]?.number })
        }
    }
}

extension QuestionRow {
    /// The cells of a line of a table, in the reader's words. Times are RFC 3339.
    func cells(_ words: Words) -> [String] {
        [
            entry.at.text, entry.channel.map { words("questionpage.channel.\($0.rawValue)") } ?? "", entry.asked, entry.answer,
            words("questionpage.outcome.\(result.rawValue)"), category ?? "", article ?? "", contact ?? "", number?.text ?? "",
        ]
    }

    static func headings(_ words: Words) -> [String] {
        ["when", "channel", "question", "answer", "outcome", "category", "article", "contact", "ticket"].map { words("questionpage.column.\($0)") }
    }
}
