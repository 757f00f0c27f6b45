import Accounts
import Contacts
import Events
import Primitives
import Search
import Storage
import Tickets

// What the API shows of tickets.
enum TicketShapes {
    static let ticket = Shape<NamedTicket>("Ticket", fields)

    static let page = ticket.page

    private static let fields: [Shape<NamedTicket>.Field] = [
        .init("id", .id) { .of($0.ticket.id) },
        .init("number", .text(), "Its name, as LBT-1042.") { .text($0.ticket.number.text) },
        .init("version", .number, "What a change names as the version it saw.") { .number($0.ticket.version.number) },
        .init("subject", .text()) { .text($0.ticket.subject) },
        .init("state", .choice(State.allCases.map(\.rawValue))) { .text($0.ticket.state.rawValue) },
        .init("kind", .choice(TicketKind.allCases.map(\.rawValue))) { .text($0.ticket.kind.rawValue) },
        .init("priority", .choice(Priority.allCases.map(\.name))) { .text($0.ticket.priority.name) },
        .init("category", .nullable(reference.kind)) { named in
            reference.json(named.ticket.category.map { Reference(id: $0.text, name: named.names.categories[$0] ?? "") })
        },
        .init("queue", reference.kind) { named in
            reference.json(Reference(id: named.ticket.queue.text, name: named.names.queues[named.ticket.queue] ?? ""))
        },
        .init("tier", .number) { .number(Int64($0.ticket.tier.level)) },
        .init("assignee", .nullable(reference.kind)) { named in
            reference.json(named.ticket.assignee.map { Reference(id: $0.text, name: named.names.agents[$0] ?? "") })
        },
        .init("requester", person.kind, "Who asks.") { person.json(Person($0.ticket.requester, $0.names)) },
        .init("affected", .nullable(person.kind), "For whom, if another.") { named in
            person.json(named.ticket.affected.map { Person($0, named.names) })
        },
        .init("language", .nullable(.choice(Language.allCases.map(\.rawValue)))) { .of($0.ticket.language?.rawValue) },
        .init("channel", .choice(ChannelName.allCases.map(\.rawValue)), "The way it came.") { .text($0.ticket.channel.rawValue) },
        .init("tags", .list(.text())) { .of($0.ticket.tags.map(\.text)) },
        .init("snippet", .text(), "How the last message begins.") { .text($0.ticket.snippet) },
        .init("spokeLast", .choice(["customer", "desk"])) { .text($0.ticket.spokeLast.rawValue) },
        .init("isConfidential", .flag) { .flag($0.ticket.isConfidential) },
        .init("openedAt", .instant) { .of($0.ticket.opened) },
        .init("activeAt", .instant, "When something was last said or done; the order of lists.") { .of($0.ticket.active) },
        .init("waitingSince", .nullable(.instant), "Since when the customer waits for an answer.") { .of($0.ticket.waitingSince) },
        .init("solvedAt", .nullable(.instant)) { .of($0.ticket.solved) },
        .init("mergedInto", .nullable(.id), "The ticket it is told as part of.") { .of($0.ticket.mergedInto) },
    ]

    struct Reference: Sendable {
        let id: String
        let name: String
    }

    static let reference = Shape<Reference>("Reference", [
        .init("id", .id) { .text($0.id) },
        .init("name", .text()) { .text($0.name) },
    ])

    struct Person: Sendable {
        let id: ID<Contact>
        let name: String
        let email: String?

        init(_ id: ID<Contact>, _ names: Names) {
            self.id = id
            name = names.contacts[id] ?? ""
            email = names.addresses[id]
        }
    }

    static let person = Shape<Person>("Person", [
        .init("id", .id) { .of($0.id) },
        .init("name", .text()) { .text($0.name) },
        .init("email", .nullable(.text())) { .of($0.email) },
    ])

    static let actor = Shape<Actor>("Actor", [
        .init("kind", .choice(Actor.Kind.allCases.map(\.rawValue))) { .text($0.kind.rawValue) },
        .init("id", .text(), "Of the agent, contact, rule or token; 0 for the system.") { .text(String($0.id)) },
    ])

    static let event = Shape<Event>("Event", [
        .init("id", .id) { .of($0.id) },
        .init("kind", .text(), "As ticket.opened; new kinds are added, so skip those you do not know.") { .text($0.kind.rawValue) },
        .init("actor", actor.kind) { actor.json($0.actor) },
        .init("at", .instant) { .of($0.at) },
        .init("values", .texts) { .of($0.values) },
    ])

    static let hit = Shape<NamedHit>("SearchHit", [
        .init("ticket", ticket.kind) { ticket.json($0.ticket) },
        .init("place", .choice(SearchDocument.Kind.allCases.map(\.rawValue)), "In what the words stood.") { .text($0.place.rawValue) },
        .init("title", .list(segment.kind)) { segment.json($0.title) },
        .init("excerpt", .list(segment.kind)) { segment.json($0.excerpt) },
    ])

    struct NamedHit: Sendable {
        let ticket: NamedTicket
        let place: SearchDocument.Kind
        let title: [Segment]
        let excerpt: [Segment]
    }

    static let segment = Shape<Segment>("Segment", [
        .init("text", .text()) { .text($0.text) },
        .init("isHit", .flag, "Whether it is a word that was looked for.") { .flag($0.isHit) },
    ])
}
