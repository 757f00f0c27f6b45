import Accounts
import Events
import Outbox
import Primitives
import Storage
import Tickets

/// What a piece of a talk needs beside the messages themselves, read for many at once.
struct TalkStore {
    let tx: Transaction
    let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// What happened to a ticket between two ids, newest first, without some kinds.
    func events(of ticket: ID<Ticket>, from start: Int64, before end: Int64, without kinds: [EventKind], most: Int) throws -> [Event] {
        try tx.all(
            Event.self,
            """
            SELECT id, position, department, kind, shape, actor_kind, actor, cause, ticket, data, at FROM event
            WHERE department = \(department) AND ticket = \(ticket) AND id >= \(start) AND id < \(end)
                AND kind NOT IN \(anyOf: kinds)
            ORDER BY id DESC LIMIT \(most)
            """)
    }

    /// The last delivery of each message.
    func parcels(of messages: some Sequence<ID<Message>>) throws -> [Int64: Parcel] {
        let owners = Array(messages)
        if owners.isEmpty { return [:] }
        let parcels = try tx.all(
            Parcel.self,
            """
            SELECT id, department, channel, owner, is_machine, envelope, content, state, due_at, tries, words, made_at, done_at
            FROM outbox WHERE \(filter: "department = \(department)") AND owner IN \(anyOf: owners) ORDER BY id
            """)
        return Dictionary(parcels.map { ($0.owner, $0) }) { $1 }
    }
}
