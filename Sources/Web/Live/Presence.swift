import Accounts
import Primitives
import Synchronization
import Tickets

/// Who reads or writes on which ticket right now. Kept in memory: it is true for a minute and forgotten.
final class Presence: Sendable {
    enum What: String, Sendable { case reading, writing }

    struct Seen: Sendable, Equatable {
        let agent: ID<Agent>
        let name: String
        let what: What
        let at: Instant
    }

    /// Pages tell twice a minute that they are open.
    private static let lifetime = Duration.seconds(60)
    private static let most = 10_000

    private let clock: Clock
    private let known = Mutex<[ID<Ticket>: [ID<Agent>: Seen]]>([:])

    init(clock: Clock) {
        self.clock = clock
    }

    /// Notes that somebody is there; everybody who is there now.
    func note(_ agent: Agent, _ what: What, on ticket: ID<Ticket>) -> [Seen] {
        let now = clock.now()
        return known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            var there = known[ticket, default: [:]].filter { now - $0.value.at < Self.lifetime }
            there[agent.id] = Seen(agent: agent.id, name: agent.name, what: what, at: now)
            known[ticket] = there
            return there.values.sorted { $0.name < $1.name }
        }
    }

    /// As `presence.js` reads it, for one of them: the others.
    static func json(_ number: TicketNumber, _ there: [Seen], for agent: ID<Agent>) -> String {
        func names(_ what: What) -> String {
            there.filter { $0.what == what && $0.agent != agent }.map { JSONText.quoted($0.name) }.joined(separator: ",")
        }
        return "{\"number\":\(JSONText.quoted(number.text)),\"reading\":[\(names(.reading))],\"writing\":[\(names(.writing))]}"
    }
}
