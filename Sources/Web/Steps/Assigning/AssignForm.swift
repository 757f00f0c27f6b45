import Accounts
import Gate
import Primitives
import Tickets

/// What the page of assigning sends.
struct AssignForm: Sendable {
    static let nobody = "nobody"

    /// An agent's id or ``nobody``.
    var to: String?
    /// Another queue, when it is to move.
    var queue: ID<Queue>?
    var seen: Version?

    init() {}

    init(_ form: Form) throws {
        to = try form.text("now", most: 20)
        if to?.isEmpty ?? true { to = try form.text("to", most: 20) }
        queue = try form.id("queue", as: Queue.self)
        seen = try form.version()
        if form.has("now") { queue = nil }
    }

    /// Throws ``FormError`` for what is no agent.
    var agent: ID<Agent>? {
        get throws {
            guard let to, to != Self.nobody else { return nil }
            guard let id = ID<Agent>(to) else { throw FormError("to", "form.choice") }
            return id
        }
    }
}
