import Accounts
import Contacts
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

/// What a logged question names, in words, as far as the reader may see it.
struct QuestionNames: Sendable {
    let contact: String?
    let agent: String?
    /// The title of the article that answered.
    let article: String?
    /// Of the ticket it became.
    let number: TicketNumber?
    let category: String?

    init(_ question: Question, _ around: Surroundings, _ tx: Transaction) throws {
        let access = around.access, names = NameStore(tx, department: access.department)
        let seesContacts = access.reach(.see, .contact) >= .team
        contact = seesContacts
            ? try question.contact.flatMap { try ContactStore(tx, department: access.department).find($0) }.map { try around.shownName(of: $0, tx) }
            : nil
        agent = try question.agent.flatMap { try names.agents([$0])[$0] }
        let store = ArticleStore(tx, department: access.department)
        let found = try question.article.map { try store.find([ID($0)], for: ArticleReader(access)) } ?? []
        article = try found.first.map { try store.text(of: $0, in: around.words.language).title }
        number = try question.ticket.flatMap { id in try VisibleTicketStore(tx, for: access).find([ID(id)])[ID(id)]?.number }
        category = try question.category.flatMap { try CategoryStore(tx, department: access.department).name(of: ID($0)) }
    }
}
