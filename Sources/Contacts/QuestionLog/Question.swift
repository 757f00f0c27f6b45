import Accounts
import Primitives
import Storage

/// A question that was asked and answered at once, with or without a name, and without a ticket.
package struct Question: Sendable, Equatable {
    package enum Outcome: String, Sendable, Codable, CaseIterable, Column {
        case answered
        /// Nobody knew.
        case unanswered
        /// It became a ticket.
        case passedOn
        /// It was not for us.
        case notOurs
    }

    package let id: ID<Question>
    package let version: Version
    package let department: ID<Department>
    /// `nil` for someone who gave no name.
    package var contact: ID<Contact>?
    /// Who answered.
    package let agent: ID<Agent>?
    /// The way it came.
    package var channel: String
    package var asked: String
    package var answer: String
    /// The article that answered it.
    package var article: Int64?
    /// The ticket it became.
    package var ticket: Int64?
    package var outcome: Outcome
    package var category: Int64?
    package let language: Language?
    package let at: Instant

    package init(
        id: ID<Question>, version: Version = .first, department: ID<Department>, contact: ID<Contact>?, agent: ID<Agent>?, channel: String, asked: String,
        answer: String, article: Int64?, ticket: Int64?, outcome: Outcome, category: Int64?, language: Language?, at: Instant
    ) {
        self.id = id
        self.version = version
        self.department = department
        self.contact = contact
        self.agent = agent
        self.channel = channel
        self.asked = asked
        self.answer = answer
        self.article = article
        self.ticket = ticket
        self.outcome = outcome
        self.category = category
        self.language = language
        self.at = at
    }
}

extension Question: Fetchable {
    package static let columns: SQL = """
        question.id, question.version, question.department, question.contact, question.agent, question.channel, question.asked, question.answer,
        question.article, question.ticket, question.outcome, question.category, question.language, question.at
        """

    package init(_ row: Row) throws {
        id = try row("id")
        version = try row("version")
        department = try row("department")
        contact = try row("contact")
        agent = try row("agent")
        channel = try row("channel")
        asked = try row("asked")
        answer = try row("answer")
        article = try row("article")
        ticket = try row("ticket")
        outcome = try row("outcome")
        category = try row("category")
        language = try row("language")
        at = try row("at")
    }
}
