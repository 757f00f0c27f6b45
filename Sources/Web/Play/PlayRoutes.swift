import Accounts
import Channels
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Mail
import Primitives
import Storage
import Tickets

/// *Play the customer*: writes as one beside the desk, through the doors that customers use, and shows what arrives and what comes
/// back. In the demo only.
package struct PlayRoutes: Sendable {
    /// How long the page waits for a mail to become a ticket.
    private static let patience = Duration.seconds(5)

    let desktop: Desktop
    let site: Site

    package init(_ desktop: Desktop, _ site: Site) {
        self.desktop = desktop
        self.site = site
    }

    package func add(to gate: Gate) {
        guard let demo = site.demo else { return }
        gate.get("/play", .signedIn("the demo is everybody's")) { request, context in
            let query = try request.query()
            var form = PlayForm()
            form.answers = try query.id("answers", as: Message.self)
            let address = try query.text("as", most: 320)
            if !address.isEmpty, address != demo.customer.address { (form.who, form.email) = (.stranger, address) }
            return try await show(form, .none, arrived: TicketNumber(try query.text("ticket", most: 40)), demo, context)
        }
        gate.post("/play", .signedIn("the demo is everybody's")) { _, context in try await play(demo, context) }
    }

    private func show(
        _ form: PlayForm, _ trouble: FormTrouble, arrived: TicketNumber? = nil, _ demo: Site.Demo, _ context: AgentContext
    ) async throws -> Response {
        let desktop = desktop, hasListener = site.mailDoor != nil
        return try await desktop.show(context, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            let address = form.who == .customer ? demo.customer.address : form.email
            let mails = try PlayedMails(tx, department: around.department.id).to(address, most: 12)
            var form = form
            if let id = form.answers, let answered = mails.first(where: { $0.message == id }), form.subject.isEmpty {
                form.subject = answered.subject.hasPrefix("Re: ") ? answered.subject : "Re: \(answered.subject)"
            }
            return PlayPage(
                form: form, trouble: trouble, customer: demo.customer, mails: mails, arrived: arrived, hasListener: hasListener,
                words: around.words)
        }
    }

    private func play(_ demo: Site.Demo, _ context: AgentContext) async throws -> Response {
        let form = PlayForm(keeping: context.form)
        do {
            guard !form.text.trimmed.isEmpty else { throw FormError("text", "portal.textMissing") }
            let sender = try form.sender(demo)
            let number = form.door == .mail ? try await mail(form, from: sender, context) : try await fill(form, from: sender, context)
            guard let number else {
                return context.redirect(to: LocalPath("/play?as=\(sender.address)"), telling: Notice("play.sent", .told))
            }
            return context.redirect(to: LocalPath("/play?as=\(sender.address)&ticket=\(number)"))
        } catch let error as any UserFacingError {
            return try await show(form, FormTrouble(error), demo, context)
        }
    }

    /// The same as the form of the help page does.
    private func fill(_ form: PlayForm, from sender: Recipients.Address, _ context: AgentContext) async throws -> TicketNumber? {
        var question = AskForm()
        (question.text, question.subject, question.name, question.email) = (form.text, form.subject, sender.name, sender.address)
        let department = context.access.department
        let step = try await desktop.db.read { tx in try desktop.doorstep(context.base, in: department, tx) }
        return try await desktop.ask(question, [], Asker(contact: nil, address: "", step: step)).number
    }

    /// Real bytes to the real listener.
    /// - Returns: the ticket it became part of; `nil` when that takes longer than anyone waits
    private func mail(_ form: PlayForm, from sender: Recipients.Address, _ context: AgentContext) async throws -> TicketNumber? {
        guard let door = site.mailDoor else { throw FormError("door", "play.noListener") }
        let department = context.access.department
        let letter = try await letter(form, from: sender, department)
        do {
            let relay = try SMTPRelay(host: door.host, port: door.port, protection: .never)
            _ = try await relay.send(
                from: sender.address, to: letter.to.map(\.address), try letter.compose(), hostname: site.hostname)
        } catch let error as SMTPSendError {
            throw FormError("door", "play.refused", ["words": error.words])
        }
        return try await arrival(of: letter.messageID, in: department)
    }

    private func letter(_ form: PlayForm, from sender: Recipients.Address, _ department: ID<Department>) async throws -> OutgoingMail {
        let offices = desktop.offices, now = desktop.now()
        let messageID = "\(desktop.desk.randomness.token())@\(sender.address.drop { $0 != "@" }.dropFirst())"
        return try await desktop.db.read { tx in
            let identity = try offices.identity(of: department, tx)
            let answered = try form.answers.flatMap { try MessageStore(tx, department: department).find($0) }
            let to = answered.map { identity.replyAddress(of: $0.thread) } ?? identity.address
            let parent = answered.map { identity.messageID(of: $0.id) }
            return OutgoingMail(
                from: MailAddress(name: sender.name, address: sender.address), to: [MailAddress(name: identity.name, address: to)],
                subject: form.subject, text: form.text, messageID: messageID, inReplyTo: parent, references: [parent].compactMap(\.self),
                date: MailDate(instant: now, offset: 0))
        }
    }

    private func arrival(of messageID: String, in department: ID<Department>) async throws -> TicketNumber? {
        let clock = ContinuousClock(), end = clock.now + Self.patience
        while clock.now < end {
            let number = try await desktop.db.read { tx -> TicketNumber? in
                let mail = try ArchiveStore(tx).log(department: department, most: 50).first { $0.messageID == messageID }
                return try mail?.ticket.flatMap { try TicketStore(tx, department: department).find($0)?.number }
            }
            if let number { return number }
            try await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }
}
