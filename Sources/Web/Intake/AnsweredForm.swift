import Contacts
import Gate
import Knowledge
import Primitives
import Tickets

/// A question that was answered at once, as an agent notes it.
struct AnsweredForm: Sendable {
    /// A question that becomes a ticket is filed as one.
    static let outcomes: [Question.Outcome] = [.answered, .unanswered, .notOurs]

    var person = PersonForm()
    var channel = ChannelName.phone
    var asked = ""
    /// The title of the article as it was picked, or other words.
    var answer = ""
    var article: ID<Article>?
    var outcome = Question.Outcome.answered
    var category: ID<Tickets.Category>?
    /// The version of a noted question that the page showed.
    var seen: Version?

    init() {}

    /// A noted question, with the names of who asked and what answered.
    init(_ question: Question, contact: String?, article title: String?) {
        (asked, answer, outcome, seen) = (question.asked, title ?? question.answer, question.outcome, question.version)
        channel = ChannelName(rawValue: question.channel) ?? .phone
        article = title == nil ? nil : question.article.map { ID($0) }
        category = question.category.map { ID($0) }
        person.who = contact ?? ""
    }

    /// - Parameter noted: the question that is corrected; what stands there may stay
    init(_ form: Form, correcting noted: Question? = nil) throws {
        person = try PersonForm(form)
        asked = try form.text("asked", most: 2000)
        answer = try form.text("answer", most: 5000)
        article = try form.id("answer-id", as: Article.self)
        channel = try form.choice("channel", of: ChannelName.self) ?? .phone
        outcome = try form.choice("outcome", of: Question.Outcome.self) ?? .answered
        category = try form.id("category", as: Tickets.Category.self)
        seen = try form.version()
        guard NewTicketForm.channels.contains(channel) || channel.rawValue == noted?.channel else { throw FormError("channel", "form.choice") }
        guard Self.outcomes.contains(outcome) || outcome == noted?.outcome else { throw FormError("outcome", "form.choice") }
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        person = PersonForm(keeping: form)
        asked = (try? form.text("asked", most: 50_000)) ?? ""
        answer = (try? form.text("answer", most: 50_000)) ?? ""
        article = (try? form.id("answer-id", as: Article.self)) ?? nil
        channel = ((try? form.choice("channel", of: ChannelName.self)) ?? nil) ?? .phone
        outcome = ((try? form.choice("outcome", of: Question.Outcome.self)) ?? nil) ?? .answered
        category = (try? form.id("category", as: Tickets.Category.self)) ?? nil
        seen = (try? form.version()) ?? nil
    }
}
