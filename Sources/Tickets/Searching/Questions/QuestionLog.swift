import Accounts
import Contacts
import Events
import Knowledge
import Primitives
import Storage

/// What is written down of a question that was answered at once.
package struct AskedAndAnswered: Sendable {
    package var asked: String
    /// `nil` for someone who gave no name.
    package var contact: ID<Contact>?
    package var channel: ChannelName
    package var answer = ""
    /// What answered it.
    package var article: ID<Article>?
    package var outcome = Question.Outcome.answered
    package var category: ID<Category>?
    package var ticket: ID<Ticket>?
    package var language: Language?

    package init(_ asked: String, _ channel: ChannelName, contact: ID<Contact>? = nil) {
        self.asked = asked
        self.channel = channel
        self.contact = contact
    }
}

/// The door of the question log: everything that was asked, those answered at once without a ticket too.
///
/// A ticket is a question as well. It is not written down a second time: the list reads opened tickets and logged questions
/// together, by id, which grows with time.
package struct QuestionLog: Sendable {
    /// Characters of a question or an answer.
    static let longest = 20_000

    package let db: Database
    let ids: IDMaker
    let clock: Clock

    package init(db: Database, ids: IDMaker, clock: Clock) {
        self.db = db
        self.ids = ids
        self.clock = clock
    }

    /// Asked and answered, in one step. Throws ``ContactError/textMissing``, ``ContactError/notFound`` and
    /// ``ArticleError/notFound``.
    @discardableResult
    package func record(_ new: AskedAndAnswered, as access: Access) async throws -> Question {
        guard !new.asked.trimmed.isEmpty else { throw ContactError.textMissing }
        let now = clock.now()
        return try await db.write { tx in
            try access.demand(.create, .question)
            if access.actor.kind == .contact, new.contact != access.actor.contact { throw PolicyError.forbidden(.create, .question) }
            let question = try question(new, by: access, at: now, tx)
            try QuestionStore(tx, department: access.department).insert(question)
            try ArticleStore(tx, department: access.department).count(question)
            if let contact = question.contact {
                try TimelineStore(tx, department: access.department).append(
                    ids.next(), .asked, of: contact, channel: question.channel, ticket: question.ticket, object: question.id.rawValue, at: now)
            }
            let told = EventDraft(
                .questionAsked, department: access.department, actor: access.actor, ticket: question.ticket,
                values: [
                    "question": question.id.text, "article": new.article?.text ?? "", "channel": question.channel,
                    "outcome": question.outcome.rawValue,
                ])
            try EventStore(tx).append(told, id: ids.next(), at: now)
            return question
        }
    }

    private func question(_ new: AskedAndAnswered, by access: Access, at now: Instant, _ tx: Transaction) throws -> Question {
        if let contact = new.contact { _ = try ContactStore(tx, department: access.department).require(contact) }
        if let id = new.article {
            let article = try ArticleStore(tx, department: access.department).require(id)
            guard ArticleReader(access).maySee(article) else { throw ArticleError.notFound }
        }
        if let category = new.category { try TicketStore(tx, department: access.department).demandCategory(category) }
        if let ticket = new.ticket { _ = try TicketStore(tx, department: access.department).require(ticket, .see, by: access) }
        return Question(
            id: ids.next(), department: access.department, contact: new.contact, agent: access.agent, channel: new.channel.rawValue,
            asked: new.asked.trimmed.cut(Self.longest), answer: new.answer.trimmed.cut(Self.longest), article: new.article?.rawValue,
            ticket: new.ticket?.rawValue, outcome: new.outcome, category: new.category?.rawValue, language: new.language, at: now)
    }
}
