import Accounts
import Contacts
import Customisation
import Events
import Languages
import Mustache
import Primitives
import Storage
import Tickets

/// Tells whoever opened a ticket by mail or form its number. The first reader of the log; run twice, done once.
package struct Receipts: EventReader {
    /// A receipt that comes later only puzzles: of what was brought in from elsewhere, or lay in a desk that stood still.
    private static let latest = Duration.hours(4)

    package let name = "receipts"

    private let desk: Desk
    private let settings: Settings
    private let caps: AnswerCaps
    /// Where a customer follows a ticket without signing in; `nil` where the desk has no pages.
    private let link: @Sendable (_ ticket: ID<Ticket>, _ contact: ID<Contact>, Transaction) throws -> String?

    package init(
        desk: Desk, settings: Settings, caps: AnswerCaps = AnswerCaps(),
        link: @escaping @Sendable (ID<Ticket>, ID<Contact>, Transaction) throws -> String?
    ) {
        self.desk = desk
        self.settings = settings
        self.caps = caps
        self.link = link
    }

    package func read(_ event: Event, _ tx: Transaction) throws {
        guard event.kind == .ticketOpened, event.at > desk.now() - Self.latest, let id = event.ticket,
            let ticket = try TicketStore(tx, department: event.department).find(ID(id)), ticket.state != .spam,
            settings(.receiptsOn, department: event.department, queue: ticket.queue.rawValue),
            let first = try MessageStore(tx, department: event.department).messages(of: ticket.id, most: 5).last,
            first.direction == .incoming, first.channel == .email || first.channel == .form, !first.isAutomatic, first.isVerified,
            let address = try address(of: ticket, first, tx)
        else { return }
        let request = AnswerRequest(
            department: event.department, ticket: id, address: address, isProven: first.why.contains { $0.key == "why.senderProven" },
            at: event.at)
        switch try caps.refusal(of: request, tx) {
        case nil: try answer(ticket, request, to: address, because: event, tx)
        case .hour: try halt(event, tx)
        case .address, .ticket: return
        }
    }

    /// Where the request came from; `nil` where nothing may be sent.
    private func address(of ticket: Ticket, _ first: Message, _ tx: Transaction) throws -> String? {
        let identities = try IdentityStore(tx, department: ticket.department).of(ticket.requester).filter { $0.kind == .email }
        let written = identities.first { $0.value.lowercased() == first.fromAddress.lowercased() }
        guard let email = written ?? identities.first, email.suppressed == nil, Identity.Kind.email.accepts(email.value),
            !email.value.hasSuffix(".invalid"), !isOurs(email.value), !Self.isReadByNobody(email.value)
        else { return nil }
        return email.value
    }

    /// The desk's own addresses, answers' signed ones too.
    private func isOurs(_ address: String) -> Bool {
        let address = address.lowercased()
        let plain = "\(address.prefix { $0 != "@" && $0 != "+" })\(address.drop { $0 != "@" })"
        let addresses = settings.departments(with: .mailAddresses).values.joined() + settings.everywhere(.mailAddresses)
        let senders = settings.departments(with: .mailFrom).values + [settings.everywhere(.mailFrom)]
        return (addresses + senders.compactMap(\.self)).contains { [address, plain].contains($0.lowercased()) }
    }

    private static func isReadByNobody(_ address: String) -> Bool {
        let name = address.prefix { $0 != "@" && $0 != "+" }.lowercased().filter(\.isLetter)
        return ["noreply", "donotreply", "mailerdaemon", "postmaster", "bounce", "bounces"].contains(name)
    }

    private func answer(_ ticket: Ticket, _ request: AnswerRequest, to address: String, because event: Event, _ tx: Transaction) throws {
        let now = desk.now()
        let language = try language(of: ticket, tx)
        var message = NewMessage(.outgoing, .email, by: .system, text: try text(for: ticket, language, request.isProven, tx))
        // A name is the sender's words, too.
        let name = request.isProven ? try ContactStore(tx, department: ticket.department).find(ticket.requester)?.name : nil
        message.recipients = Recipients(to: [Recipients.Address(name: name ?? "", address: address)])
        message.subject = request.isProven ? ticket.subject : Words(language)("receipt.subject", ["number": ticket.number.text])
        message.language = language
        message.isAutomatic = true
        message.why = [Notice("why.receipt", .told)]
        let access = Access.system(ticket.department)
        try desk.post(message, as: desk.ids.next(), on: ticket, by: access, isMachine: true, due: now, at: now, tx)
        try AnswerStore(tx, department: ticket.department).insert(
            desk.ids.next(), to: request.mailbox, ticket: request.ticket, because: event.id.rawValue, at: event.at)
    }

    /// Too many answers within an hour: silence, and admins are told once.
    private func halt(_ event: Event, _ tx: Transaction) throws {
        let store = AnswerStore(tx, department: event.department)
        if let halted = try store.halted(), halted > event.at - .hours(1) { return }
        try store.halt(at: event.at)
        let told = EventDraft(
            .answersHalted, department: event.department, actor: .system, cause: "event:\(event.id)", values: ["most": "\(caps.perHour)"])
        try EventStore(tx).append(told, id: desk.ids.next(), at: desk.now())
    }

    /// The ticket's language; one we do not speak is answered in the department's.
    private func language(of ticket: Ticket, _ tx: Transaction) throws -> Language {
        if let language = ticket.language { return language }
        return try DepartmentStore(tx).find(ticket.department)?.language ?? .en
    }

    /// Nothing of the sender's stands in it unless their address was checked.
    private func text(for ticket: Ticket, _ language: Language, _ repeatsSubject: Bool, _ tx: Transaction) throws -> String {
        let words = Words(language)
        let desk = try DepartmentStore(tx).find(ticket.department)?.name ?? ""
        let values = [
            "number": ticket.number.text, "desk": settings(.deskName, department: ticket.department) ?? desk,
            "subject": repeatsSubject ? ticket.subject : "", "link": try link(ticket.id, ticket.requester, tx) ?? "",
        ]
        if let own = settings(.receiptText(language), department: ticket.department, queue: ticket.queue.rawValue),
            let text = Self.render(own, values)
        {
            return text
        }
        let follow = values["link"].flatMap { $0.isEmpty ? nil : words("receipt.follow", ["link": $0]) }
        return [words("receipt.text", values), follow, words("receipt.closing", values)].compactMap(\.self).joined(separator: "\n\n")
    }

    /// An admin's own words as plain text; `nil` where they cannot be read.
    private static func render(_ own: String, _ values: [String: String]) -> String? {
        guard let text = try? MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\(own)").render(values).trimmed else { return nil }
        return text.isEmpty ? nil : text
    }
}
