import Accounts
import Contacts
import Events
import Knowledge
import Primitives
import Search
import Storage

/// The policy of the question log: whoever noted a question corrects it and takes it back; that of others needs the right to.
extension Access {
    package func mayCorrect(_ question: Question) -> Bool {
        question.department == department && (isOwn(question) || reach(.answer, .question) >= .team)
    }

    /// What became a ticket stays.
    package func mayRetract(_ question: Question) -> Bool {
        question.department == department && question.ticket == nil && (isOwn(question) || reach(.remove, .question) >= .team)
    }

    private func isOwn(_ question: Question) -> Bool {
        question.agent != nil && question.agent == agent && reach(.create, .question) > .none
    }
}

extension QuestionLog {
    /// Writes anew what was noted wrongly. Throws ``ContactError/questionNotFound``, ``ContactError/questionChangedMeanwhile``,
    /// ``ContactError/textMissing`` and ``ArticleError/notFound``.
    package func correct(_ id: ID<Question>, _ new: AskedAndAnswered, seen: Version, as access: Access) async throws {
        guard !new.asked.trimmed.isEmpty else { throw ContactError.textMissing }
        let now = clock.now()
        try await db.write { tx in
            let store = QuestionStore(tx, department: access.department), old = try store.require(id)
            guard access.mayCorrect(old) else { throw PolicyError.forbidden(.answer, .question) }
            guard old.version == seen else { throw ContactError.questionChangedMeanwhile }
            let question = try corrected(old, new, access, tx), what = question.differences(from: old)
            guard !what.isEmpty else { return }
            try store.update(question)
            try articles(access, tx).discount(old)
            try articles(access, tx).count(question)
            if question.contact != old.contact { try tell(question, insteadOf: old.contact, tx) }
            try EventStore(tx).append(
                EventDraft(
                    .questionCorrected, department: access.department, actor: access.actor, ticket: question.ticket,
                    values: ["question": id.text, "what": what.joined(separator: ",")]), id: ids.next(), at: now)
        }
    }

    /// Takes out of the log what was noted by mistake. Throws ``ContactError/questionNotFound`` and
    /// ``ContactError/questionIsTicket``.
    package func retract(_ id: ID<Question>, as access: Access) async throws {
        let now = clock.now()
        try await db.write { tx in
            let store = QuestionStore(tx, department: access.department), question = try store.require(id)
            guard question.ticket == nil else { throw ContactError.questionIsTicket }
            guard access.mayRetract(question) else { throw PolicyError.forbidden(.remove, .question) }
            try articles(access, tx).discount(question)
            if let contact = question.contact {
                try TimelineStore(tx, department: access.department).remove(.asked, id.rawValue, of: contact)
            }
            try store.remove(id)
            try ForgettingStore(tx).ask(.questions, department: access.department)
            try EventStore(tx).append(
                EventDraft(.questionRetracted, department: access.department, actor: access.actor, values: ["question": id.text]),
                id: ids.next(), at: now)
        }
    }

    private func corrected(_ old: Question, _ new: AskedAndAnswered, _ access: Access, _ tx: Transaction) throws -> Question {
        if let contact = new.contact, contact != old.contact { _ = try ContactStore(tx, department: access.department).require(contact) }
        if let id = new.article, id.rawValue != old.article {
            let article = try ArticleStore(tx, department: access.department).require(id)
            guard ArticleReader(access).maySee(article) else { throw ArticleError.notFound }
        }
        if let category = new.category, category.rawValue != old.category {
            try TicketStore(tx, department: access.department).demandCategory(category)
        }
        var question = old
        (question.asked, question.answer) = (new.asked.trimmed.cut(Self.longest), new.answer.trimmed.cut(Self.longest))
        (question.contact, question.channel, question.article) = (new.contact, new.channel.rawValue, new.article?.rawValue)
        question.category = new.category?.rawValue
        // How it went is said by its ticket, where it has one.
        if old.ticket == nil { question.outcome = new.outcome }
        return question
    }

    private func articles(_ access: Access, _ tx: Transaction) -> ArticleStore {
        ArticleStore(tx, department: access.department)
    }

    private func tell(_ question: Question, insteadOf other: ID<Contact>?, _ tx: Transaction) throws {
        let timeline = TimelineStore(tx, department: question.department)
        if let other { try timeline.remove(.asked, question.id.rawValue, of: other) }
        guard let contact = question.contact else { return }
        // The question's own id keeps its place in time.
        try timeline.append(
            ID(question.id.rawValue), .asked, of: contact, channel: question.channel, ticket: question.ticket, object: question.id.rawValue,
            at: question.at)
    }
}

extension Desk {
    /// Notes that a logged question became a ticket. Throws ``ContactError/questionNotFound`` and ``ContactError/questionIsTicket``.
    func passOn(_ id: ID<Question>, to ticket: Ticket, as access: Access, at now: Instant, _ tx: Transaction) throws {
        try access.demand(.see, .question, reach: .team)
        let store = QuestionStore(tx, department: access.department)
        var question = try store.require(id)
        guard question.ticket == nil else { throw ContactError.questionIsTicket }
        try ArticleStore(tx, department: access.department).discount(question)
        (question.ticket, question.outcome) = (ticket.id.rawValue, .passedOn)
        try store.update(question)
        try EventStore(tx).append(
            EventDraft(
                .questionPassedOn, department: access.department, actor: access.actor, ticket: ticket.id.rawValue,
                values: ["question": id.text]), id: ids.next(), at: now)
    }
}

extension ArticleStore {
    /// Counts that an article answered a question.
    func count(_ question: Question) throws {
        if let article = question.helpful { try countHelp(article) }
    }

    /// The opposite, before the question changes.
    fileprivate func discount(_ question: Question) throws {
        if let article = question.helpful { try discountHelp(article) }
    }
}

extension Question {
    /// The article that answered it.
    fileprivate var helpful: ID<Article>? { outcome == .answered ? article.map { ID($0) } : nil }

    /// The names of the properties in which it differs.
    fileprivate func differences(from other: Question) -> [String] {
        [
            asked != other.asked ? "asked" : nil, answer != other.answer ? "answer" : nil, article != other.article ? "article" : nil,
            contact != other.contact ? "contact" : nil, channel != other.channel ? "channel" : nil,
            outcome != other.outcome ? "outcome" : nil, category != other.category ? "category" : nil,
        ].compactMap(\.self)
    }
}
