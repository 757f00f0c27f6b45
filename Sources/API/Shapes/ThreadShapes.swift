import Contacts
import Events
import Foundation
import Primitives
import Tickets

// What was said on a ticket.
enum ThreadShapes {
    struct Said: Sendable {
        let message: Message
        let files: [Attachment]
    }

    static let message = Shape<Said>("Message", [
        .init("id", .id) { .of($0.message.id) },
        .init("direction", .choice(["in", "out"])) { .text($0.message.direction.rawValue) },
        .init("channel", .choice(ChannelName.allCases.map(\.rawValue))) { .text($0.message.channel.rawValue) },
        .init("author", TicketShapes.actor.kind) { TicketShapes.actor.json($0.message.author) },
        .init("from", address.kind) { address.json(.init(name: $0.message.fromName, address: $0.message.fromAddress)) },
        .init("to", .list(address.kind)) { address.json($0.message.recipients.to) },
        .init("cc", .list(address.kind)) { address.json($0.message.recipients.cc) },
        .init("subject", .text()) { .text($0.message.subject) },
        .init("text", .text(), "What its author newly wrote.") { .text($0.message.text) },
        .init("quoted", .text(), "The rest: signature and quotes.") { .text($0.message.quoted) },
        .init("html", .nullable(.text()), "Sanitised; show it in a sandbox all the same.") { .of($0.message.html) },
        .init("language", .nullable(.text())) { .of($0.message.language?.rawValue) },
        .init("messageId", .nullable(.text()), "Of the mail, without angle brackets.") { .of($0.message.messageID) },
        .init("isAutomatic", .flag) { .flag($0.message.isAutomatic) },
        .init("isVerified", .flag, "false: from someone who does not belong to the ticket; an agent has to accept it.") { .flag($0.message.isVerified) },
        .init("at", .instant) { .of($0.message.at) },
        .init("withdrawnAt", .nullable(.instant), "Taken back before it left.") { .of($0.message.withdrawn) },
        .init("redactedAt", .nullable(.instant)) { .of($0.message.redacted) },
        .init("attachments", .list(attachment.kind)) { attachment.json($0.files) },
    ])

    static let address = Shape<Recipients.Address>("Address", [
        .init("name", .text()) { .text($0.name) },
        .init("address", .text()) { .text($0.address) },
    ])

    static let attachment = Shape<Attachment>("Attachment", [
        .init("id", .id) { .of($0.id) },
        .init("name", .text()) { .text($0.name) },
        .init("type", .text(), "As its sender called it.") { .text($0.type) },
        .init("bytes", .number) { .number(Int64($0.size)) },
        .init("sha256", .text()) { .text($0.hash.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()) },
        .init("isInline", .flag) { .flag($0.isInline) },
        .init("redactedAt", .nullable(.instant)) { .of($0.redacted) },
    ])

    struct Noted: Sendable {
        let note: Note
        let files: [Attachment]
    }

    static let note = Shape<Noted>("Note", [
        .init("id", .id) { .of($0.note.id) },
        .init("author", TicketShapes.actor.kind) { TicketShapes.actor.json($0.note.author) },
        .init("text", .text()) { .text($0.note.text) },
        .init("at", .instant) { .of($0.note.at) },
        .init("redactedAt", .nullable(.instant)) { .of($0.note.redacted) },
        .init("attachments", .list(attachment.kind)) { attachment.json($0.files) },
    ])

    static let link = Shape<Link>("Link", [
        .init("ticket", .id) { .of($0.ticket) },
        .init("kind", .choice(Link.Kind.allCases.map(\.rawValue))) { .text($0.kind.rawValue) },
        .init("other", .id) { .of($0.other) },
    ])

    static let participant = Shape<Participant>("Participant", [
        .init("contact", .id) { .of($0.contact) },
        .init("role", .choice(Participant.Role.allCases.map(\.rawValue))) { .text($0.role.rawValue) },
        .init("isAccepted", .flag, "false: gets and sees nothing until an agent accepts them.") { .flag($0.isAccepted) },
    ])

    /// A ticket with all that belongs to it; of long ones the newest of each, the rest by pages.
    struct Whole: Sendable {
        let ticket: NamedTicket
        let participants: [Participant]
        let links: [Link]
        let messages: Page<Said>
        let notes: Page<Noted>
        let events: Page<Event>
    }

    static let whole = Shape<Whole>("WholeTicket", [
        .init("ticket", TicketShapes.ticket.kind) { TicketShapes.ticket.json($0.ticket) },
        .init("participants", .list(participant.kind)) { participant.json($0.participants) },
        .init("links", .list(link.kind)) { link.json($0.links) },
        .init("messages", message.page.kind, "The newest first.") { message.page.json($0.messages) },
        .init("notes", note.page.kind, "The newest first.") { note.page.json($0.notes) },
        .init("events", TicketShapes.event.page.kind, "The newest first.") { TicketShapes.event.page.json($0.events) },
    ])

    struct Made: Sendable {
        let id: String
    }

    /// What was made by a POST that makes no ticket.
    static let made = Shape<Made>("Made", [.init("id", .id) { .text($0.id) }])
}
