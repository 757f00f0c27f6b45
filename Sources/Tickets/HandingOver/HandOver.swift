import Accounts
import Primitives
import Storage

/// A ticket that another department has now, as the one it came from remembers it.
package struct HandOver: Sendable, Equatable, Fetchable {
    package let ticket: ID<Ticket>
    package let to: ID<Department>
    package let reason: String
    package let actor: Actor
    package let at: Instant
    /// The number it has there; `nil` until it has arrived.
    package let number: TicketNumber?

    package init(_ row: Row) throws {
        ticket = try row("ticket")
        to = try row("to_department")
        reason = try row("reason")
        actor = Actor(Actor.Kind(rawValue: try row("actor_kind")) ?? .system, try row("actor"))
        at = try row("at")
        number = try row("number")
    }
}

/// What left a department.
package struct HandOverStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ ticket: ID<Ticket>) throws -> HandOver? {
        try tx.first(
            HandOver.self,
            """
            SELECT ticket, to_department, reason, actor_kind, actor, at, number FROM hand_over
            WHERE department = \(department) AND ticket = \(ticket)
            """)
    }

    func insert(_ ticket: ID<Ticket>, to target: ID<Department>, reason: String, by actor: Actor, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO hand_over (ticket, department, to_department, reason, actor_kind, actor, at)
            VALUES (\(ticket), \(department), \(target), \(reason), \(actor.kind.rawValue), \(actor.id), \(now))
            """)
    }

    func setNumber(of ticket: ID<Ticket>, _ number: TicketNumber) throws {
        try tx.run("UPDATE hand_over SET number = \(number) WHERE department = \(department) AND ticket = \(ticket)")
    }
}

/// What arrived from other departments, under what it was called there, so that nothing arrives twice.
struct ArrivalStore {
    enum Kind: String, Sendable, Column {
        case ticket, message, note
    }

    private let tx: Transaction
    private let department: ID<Department>
    private let origin: ID<Department>

    init(_ tx: Transaction, in department: ID<Department>, from origin: ID<Department>) {
        self.tx = tx
        self.department = department
        self.origin = origin
    }

    func object(_ kind: Kind, _ id: Int64) throws -> Int64? {
        try tx.value(
            Int64.self, "SELECT object FROM arrival WHERE origin_department = \(origin) AND kind = \(kind) AND origin = \(id)")
    }

    func note(_ kind: Kind, _ id: Int64, as object: Int64, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO arrival (origin_department, kind, origin, department, object, at)
            VALUES (\(origin), \(kind), \(id), \(department), \(object), \(now))
            """)
    }
}
