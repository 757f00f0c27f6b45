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
        let changed = try tx.run(
            "UPDATE idempotency SET answer = \("{\"id\":\"\(ticket)\"}") WHERE answer LIKE \("%\"\(ticket)\"%") AND status IS NOT NULL")
        if changed > 0 { try ForgettingStore(tx).ask(department: event.department) }
    }
}
