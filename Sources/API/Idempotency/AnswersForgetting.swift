import Events
import Primitives
import Storage
import Tickets

/// Has kept answers forget a ticket of which something was redacted, erased or purged: asking again is told its id and no more.
package struct AnswersForgetting: EventReader {
    package let name = "api.forgetting"

    package init() {}

    package func read(_ event: Event, _ tx: Transaction) throws {
        guard [.ticketRedacted, .ticketErased].contains(event.kind), let ticket = event.ticket else { return }
        if try IdempotencyStore(tx: tx).forget(ticket) { try ForgettingStore(tx).ask(department: event.department) }
    }
}
