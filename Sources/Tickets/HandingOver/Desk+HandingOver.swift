import Accounts
import Foundation
import Jobs
import Primitives
import Storage

extension Desk {
    /// Hands a ticket to another department, with the reason: here it is done with, there it is opened by a job, which goes on after a
    /// crash on either side. Throws ``TicketError/reasonMissing`` and ``TicketError/handedToItself``.
    package func handOver(
        _ id: ID<Ticket>, to target: ID<Department>, seen: Version, as access: Access, reason: String
    ) async throws {
        guard !reason.trimmed.isEmpty else { throw TicketError.reasonMissing }
        guard target != access.department else { throw TicketError.handedToItself }
        try await change(id, seen: seen, .assign, by: access) { change in
            try HandOverStore(change.tx, department: access.department).insert(id, to: target, reason: reason.trimmed, by: access.actor, at: change.at)
            change.set(.merged)
            change.tell(.ticketHandedOver, ["to": target.text])
            try self.carryOn(id, in: access.department, at: change.at, change.tx)
        }
    }

    /// Has what is new on a ticket that was handed over follow it.
    func carryOn(_ ticket: ID<Ticket>, in department: ID<Department>, at now: Instant, due: Instant? = nil, _ tx: Transaction) throws {
        let payload = HandOverPayload(ticket: ticket.text)
        try JobStore(tx).add(ids.next(), kind: HandingOver.job, department: department, payload: try payload.text(), due: due ?? now, at: now)
    }
}

/// What a job of handing over knows.
struct HandOverPayload: Codable {
    let ticket: String

    func text() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    init(ticket: String) { self.ticket = ticket }

    init?(_ text: String) {
        guard let payload = try? JSONDecoder().decode(HandOverPayload.self, from: Data(text.utf8)) else { return nil }
        self = payload
    }
}
