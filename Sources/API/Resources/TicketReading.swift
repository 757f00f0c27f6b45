import Accounts
import Contacts
import Events
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import Search
import Storage
import Tickets

/// Tickets as they are: lists, search, one, what was said on it, its files.
enum TicketReading {
    private static let newest = 50

    static let doors = [
        Door(
            method: .get, path: "/tickets", verb: .see, object: .ticket, about: "Tickets, the last active first.",
            query: [
                BodyShape.may("state", .choice(State.allCases.map(\.rawValue)), "Several parted by commas; without, all but merged and spam."),
                BodyShape.may("queue", .id), BodyShape.may("assignee", .text(), "An agent's id, me or none."),
                BodyShape.may("tag", .text()), BodyShape.may("updatedSince", .instant, "Something was said or done since."),
            ] + paging,
            body: nil, answer: .shape(.ok, TicketShapes.page.name), handle: list),
        Door(
            method: .get, path: "/tickets/search", verb: .see, object: .ticket, about: "Tickets found by the desk's search language, best first.",
            query: [BodyShape.need("q", .text(4000), "As state:open tier:2 \"size 42\" OR refund.")] + paging,
            body: nil, answer: .shape(.ok, TicketShapes.hit.page.name), handle: search),
        Door(
            method: .get, path: "/tickets/:ticket", verb: .see, object: .ticket, about: "One ticket, by id or number, with the newest of what belongs to it.",
            query: [], body: nil, answer: .shape(.ok, ThreadShapes.whole.name), handle: one),
        Door(
            method: .get, path: "/tickets/:ticket/messages", verb: .see, object: .ticket, about: "What was said, the newest first.",
            query: paging, body: nil, answer: .shape(.ok, ThreadShapes.message.page.name)
        ) { call in
            let (after, most) = (try call.after().flatMap { Int64($0) }, try call.limit())
            return try await call.desk.db.read { tx in
                .ok(ThreadShapes.message.page.json(try ThreadStore(tx, call.access).messages(of: call.ticket(tx).id, before: after, most: most)))
            }
        },
        Door(
            method: .get, path: "/tickets/:ticket/notes", verb: .see, object: .ticket, about: "What colleagues told each other, the newest first.",
            query: paging, body: nil, answer: .shape(.ok, ThreadShapes.note.page.name)
        ) { call in
            let (after, most) = (try call.after().flatMap { Int64($0) }, try call.limit())
            return try await call.desk.db.read { tx in
                .ok(ThreadShapes.note.page.json(try ThreadStore(tx, call.access).notes(of: call.ticket(tx).id, before: after, most: most)))
            }
        },
        Door(
            method: .get, path: "/tickets/:ticket/events", verb: .see, object: .ticket, about: "What was done, the newest first.",
            query: paging, body: nil, answer: .shape(.ok, TicketShapes.event.page.name)
        ) { call in
            let (after, most) = (try call.after().flatMap { Int64($0) }, try call.limit())
            return try await call.desk.db.read { tx in
                .ok(TicketShapes.event.page.json(try ThreadStore(tx, call.access).events(of: call.ticket(tx).id, before: after, most: most)))
            }
        },
        Door(
            method: .get, path: "/tickets/:ticket/attachments/:attachment", verb: .see, object: .ticket, about: "The bytes of a file.",
            query: [], body: nil, answer: .bytes, handle: download),
    ]

    static let paging = [
        BodyShape.may("limit", .number, "Rows of a page, 1 to 100; 50 unless said."),
        BodyShape.may("after", .text(), "The next of the page before."),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Door.Reply {
        let filter = try filter(call), most = try call.limit(), access = call.access
        let key = try call.after().map { text in
            guard let key = ListKey(text) else { throw FormError("after", "form.choice") }
            return key
        }
        return try await call.desk.db.read { tx in
            let page = try TicketPageStore(tx: tx, access: access).page(filter, after: key, most: most)
            let rows = try NamedTicket.all(page.rows, in: access.department, tx)
            return .ok(TicketShapes.page.json(Page(rows: rows, next: page.next)))
        }
    }

    private static func filter(_ call: Call) throws -> TicketFilter {
        var filter = TicketFilter()
        filter.states = try call.query.text("state").split(separator: ",").map { name in
            guard let state = State(rawValue: name.trimmed) else { throw FormError("state", "form.choice") }
            return state
        }
        filter.queue = try call.query.id("queue", as: Queue.self)
        switch try call.query.text("assignee") {
        case "": break
        case "none": filter.assignee = .nobody
        case "me": filter.assignee = .agent(call.context.agent.id)
        default: filter.assignee = try call.query.id("assignee", as: Agent.self).map { .agent($0) }
        }
        filter.tag = Tag(try call.query.text("tag", most: 500))
        let since = try call.query.text("updatedSince")
        if !since.isEmpty {
            guard let instant = Instant(since) else { throw FormError("updatedSince", "form.date") }
            filter.since = instant
        }
        return filter
    }

    @Sendable private static func search(_ call: Call) async throws -> Door.Reply {
        let text = try call.query.required("q", most: 4000), (after, most) = (try call.after(), try call.limit())
        let query = try SearchQuery.parse(text, filters: TicketFilters.names), now = call.desk.now(), access = call.access
        return try await call.desk.db.read { tx in
            let found = try TicketSearch(tx, for: access, at: now).search(query, in: .tickets, after: after, most: most).page
            let tickets = try NamedTicket.all(found.rows.compactMap(\.ticket), in: access.department, tx)
            let hits = zip(found.rows.filter { $0.ticket != nil }, tickets).map { hit, ticket in
                TicketShapes.NamedHit(ticket: ticket, place: hit.place, title: hit.title, excerpt: hit.excerpt)
            }
            return .ok(TicketShapes.hit.page.json(Page(rows: hits, next: found.next)))
        }
    }

    @Sendable private static func one(_ call: Call) async throws -> Door.Reply {
        try await call.desk.db.read { tx in
            let ticket = try call.ticket(tx), thread = ThreadStore(tx, call.access), department = call.access.department
            let whole = ThreadShapes.Whole(
                ticket: try NamedTicket(ticket, tx),
                participants: try ParticipantStore(tx, department: department).of(ticket.id),
                links: try thread.links(of: ticket.id),
                messages: try thread.messages(of: ticket.id, before: nil, most: newest),
                notes: try thread.notes(of: ticket.id, before: nil, most: newest),
                events: try thread.events(of: ticket.id, before: nil, most: newest))
            return .ok(ThreadShapes.whole.json(whole))
        }
    }

    /// Never shown by a browser, whatever its sender called it.
    @Sendable private static func download(_ call: Call) async throws -> Door.Reply {
        let id = try call.context.id("attachment", as: Attachment.self), desk = call.desk, access = call.access
        let (file, bytes) = try await desk.db.read { tx in
            let ticket = try call.ticket(tx)
            guard let file = try ThreadStore(tx, access).attachment(id, of: ticket.id),
                let bytes = try desk.blobs.read(file.hash, department: access.department.rawValue, tx)
            else { throw TicketError.attachmentNotFound }
            return (file, bytes)
        }
        let headers: HTTPFields = [
            .contentType: "application/octet-stream", .contentDisposition: "attachment; filename*=UTF-8''\(file.name.percentEncoded)",
        ]
        let response = Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        return Door.Reply(status: .ok, json: nil, response: response)
    }
}

extension String {
    /// For `filename*` (RFC 8187 §3.2.1).
    fileprivate var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
