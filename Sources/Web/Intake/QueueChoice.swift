import Accounts
import Primitives
import Storage
import Tickets

/// In which queue a ticket begins that an agent files.
struct QueueChoice {
    let queue: Queue?

    /// The chosen one; else the first that the agent works; else where tickets arrive. Throws ``TicketError/queueNotFound``, and
    /// ``TicketError/cannotTake`` for an agent who wants the ticket themself and does not work there.
    init(_ form: NewTicketForm, access: Access, _ tx: Transaction) throws {
        let queues = try QueueStore(tx, department: access.department).all()
        let usual = queues.first { access.teams.contains($0.team) } ?? queues.first
        queue = try form.queue.map { id in
            guard let queue = queues.first(where: { $0.id == id }) else { throw TicketError.queueNotFound }
            return queue
        } ?? usual
        if form.isMine, let queue, !access.teams.contains(queue.team) { throw TicketError.cannotTake }
    }
}
