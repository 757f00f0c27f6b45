import Accounts
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import Storage
import Tickets

/// One way in of the API: what is asked, what is answered, who may. The gate's routes and the description are made of these.
struct Door: Sendable {
    let method: HTTPRequest.Method
    /// Below `/api/v1`, as the gate writes it: `/tickets/:ticket`.
    let path: String
    let verb: Verb
    let object: ObjectKind
    let about: String
    /// What may stand behind `?`.
    let query: [Schema.Member]
    let body: BodyShape?
    let answer: Answer
    let handle: @Sendable (Call) async throws -> Reply

    enum Answer: Sendable {
        /// JSON with this status.
        case shape(HTTPResponse.Status, String)
        case bytes
        case nothing
    }

    /// What a handler gives back.
    struct Reply: Sendable {
        let status: HTTPResponse.Status
        let json: JSONValue?
        var response: Response?

        static let nothing = Reply(status: .noContent, json: nil)

        static func ok(_ json: JSONValue) -> Reply { Reply(status: .ok, json: json) }
        static func created(_ json: JSONValue) -> Reply { Reply(status: .created, json: json) }
    }
}

/// One request to one door.
struct Call: Sendable {
    let context: AgentContext
    let access: Access
    let query: Form
    /// Empty where the door takes none.
    let body: Body
    let key: IdempotencyStore.Key?
    let desk: Desk

    /// So many rows a page: `limit`, 1 to 100, else 50.
    func limit() throws -> Int { try query.number("limit", in: 1...100) ?? 50 }

    func after() throws -> String? {
        let text = try query.text("after")
        return text.isEmpty ? nil : text
    }

    /// The ticket of the path, by id or by number. Throws ``TicketError/unknown`` also where the actor may not see it.
    func ticket(_ tx: Transaction, _ verb: Verb = .see) throws -> Ticket {
        let store = TicketStore(tx, department: access.department), named = try context.parameter("ticket")
        if let id = ID<Ticket>(named) { return try store.require(id, verb, by: access) }
        guard let number = TicketNumber(named), let ticket = try store.find(number) else { throw TicketError.unknown }
        try store.demand(verb, on: ticket, by: access)
        return ticket
    }

    func ticketID() async throws -> ID<Ticket> {
        if let id = ID<Ticket>(try context.parameter("ticket")) { return id }
        return try await desk.db.read { tx in try ticket(tx).id }
    }
}

extension Response {
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
