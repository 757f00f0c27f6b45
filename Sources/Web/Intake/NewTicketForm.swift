import Accounts
import Contacts
import Gate
import Primitives
import Tickets

/// A ticket as an agent files it for somebody.
struct NewTicketForm: Sendable {
    /// How somebody comes to an agent.
    static let channels: [ChannelName] = [.phone, .counter, .paper]

    var person = PersonForm()
    var channel = ChannelName.phone
    var subject = ""
    var text = ""
    /// `nil`: where tickets arrive.
    var queue: ID<Queue>?
    var priority = Priority.normal
    var kind = TicketKind.question
    var isMine = false
    /// The question of the log that becomes this ticket.
    var question: ID<Question>?

    init() {}

    /// What a logged question says, for who goes on with it.
    init(_ question: Question, contact: String?) {
        self.question = question.id
        person.who = contact ?? ""
        text = question.asked
        channel = ChannelName(rawValue: question.channel).flatMap { Self.channels.contains($0) ? $0 : nil } ?? .phone
    }

    init(_ form: Form) throws {
        person = try PersonForm(form)
        subject = try form.text("subject", most: 500)
        text = try form.lines("text", most: 100_000).trimmed
        queue = try form.id("queue", as: Queue.self)
        isMine = form.isOn("mine")
        question = try form.id("question", as: Question.self)
        kind = try form.choice("kind", of: TicketKind.self) ?? .question
        channel = try form.choice("channel", of: ChannelName.self) ?? .phone
        guard Self.channels.contains(channel) else { throw FormError("channel", "form.choice") }
        let named = try form.text("priority")
        guard let priority = named.isEmpty ? .normal : Priority(name: named) else { throw FormError("priority", "form.choice") }
        self.priority = priority
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        person = PersonForm(keeping: form)
        subject = (try? form.text("subject", most: 20_000)) ?? ""
        text = (try? form.lines("text", most: 1_000_000)) ?? ""
        queue = try? form.id("queue", as: Queue.self)
        isMine = form.isOn("mine")
        question = (try? form.id("question", as: Question.self)) ?? nil
        kind = ((try? form.choice("kind", of: TicketKind.self)) ?? nil) ?? .question
        let channel = ((try? form.choice("channel", of: ChannelName.self)) ?? nil) ?? .phone
        self.channel = Self.channels.contains(channel) ? channel : .phone
        priority = (try? form.text("priority")).flatMap { Priority(name: $0) } ?? .normal
    }
}
