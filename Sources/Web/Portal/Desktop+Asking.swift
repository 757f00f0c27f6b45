import Accounts
import Contacts
import Gate
import Languages
import Primitives
import Search
import Storage
import Tickets

/// A question that was taken: its number, and the secret by which its asker follows it.
struct Taken: Sendable {
    let number: TicketNumber
    let secret: String
}

extension Desktop {
    /// Opens a ticket for a question of the form. Whose address it names learns nothing that they did not write themselves, and
    /// whoever wrote it learns nothing of whose address it is.
    func ask(_ form: AskForm, _ files: [UploadedFile], _ asker: Asker) async throws -> Taken {
        let attachments = try await attachments(files), now = now(), department = asker.department
        let language = LanguageGuess.of("\(form.subject)\n\(form.text)", leaningTo: asker.words.language)?.language ?? asker.words.language
        return try await db.write { tx in
            let contact = try asker.contact ?? self.contact(form, in: department, language, at: now, tx)
            var message = NewMessage(.incoming, .form, by: .contact(contact.id), text: form.text.trimmed)
            message.fromName = asker.contact?.name ?? form.name
            message.fromAddress = asker.contact == nil ? form.email : asker.address
            message.subject = form.subject
            message.language = language
            message.attachments = attachments
            message.why = [Notice(asker.contact == nil ? "portal.why.form" : "portal.why.signedIn", .told)]
            var new = NewTicket(subject: form.subject, requester: contact.id, channel: .form, message: message)
            new.language = language
            let access = Access(actor: .contact(contact.id), department: department, grants: Grant.contact)
            let opened = try desk.open(new, as: access, at: now, tx)
            return Taken(number: opened.ticket.number, secret: try desk.guestLink(to: opened.ticket.id, for: contact.id, tx))
        }
    }

    /// Files as a message takes them; the sender's word on a type is taken only where it does no harm.
    func attachments(_ files: [UploadedFile]) async throws -> [NewAttachment] {
        var made: [NewAttachment] = []
        for file in files {
            let blob = try await desk.blobs.prepare(try file.bytes())
            made.append(NewAttachment(name: file.name, type: SafeType.forSaving(file.type), blob: blob))
        }
        return made
    }

    private func contact(
        _ form: AskForm, in department: ID<Department>, _ language: Language, at now: Instant, _ tx: Transaction
    ) throws -> Contact {
        let store = ContactStore(tx, department: department)
        if let known = try store.find(.email, form.email) { return try store.current(known.id) }
        let contact = Contact(id: ids.next(), department: department, name: form.name, language: language)
        try store.insert(contact, at: now)
        try IdentityStore(tx, department: department).add(ids.next(), .email, form.email, to: contact.id, at: now)
        try store.indexWords(of: contact)
        return contact
    }
}
