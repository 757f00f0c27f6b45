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

    init() {}

    init(_ form: Form) throws {
        person = try PersonForm(form)
        asked = try form.text("asked", most: 2000)
        answer = try form.text("answer", most: 5000)
        article = try form.id("answer-id", as: Article.self)
        channel = try form.choice("channel", of: ChannelName.self) ?? .phone
        outcome = try form.choice("outcome", of: Question.Outcome.self) ?? .answered
        guard NewTicketForm.channels.contains(channel) else { throw FormError("channel", "form.choice") }
        guard Self.outcomes.contains(outcome) else { throw FormError("outcome", "form.choice") }
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        person = PersonForm(keeping: form)
        asked = (try? form.text("asked", most: 50_000)) ?? ""
        answer = (try? form.text("answer", most: 50_000)) ?? ""
        article = (try? form.id("answer-id", as: Article.self)) ?? nil
    }
}
