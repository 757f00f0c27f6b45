import Contacts
import Mail
import Primitives
import Storage
import Tickets

/// A report that mail of ours did not arrive: marks the message, and stops writing to an address that does not exist.
struct EmailBounce {
    let tx: Transaction
    let desk: Desk
    let office: EmailIntake.Office
    let letter: Letter
    let now: Instant

    func take() throws -> MailOutcome {
        let why = [Notice("why.bounce", .told, ["reason": letter.report.reason])]
        guard let message = try original() else { return MailOutcome(outcome: .bounce, ticket: nil, message: nil, why: why) }
        let isPermanent = letter.report.failed.contains(where: \.permanent)
        if isPermanent {
            try suppress(message)
            try ParcelStore(tx).bounced(owner: message.id.rawValue, department: office.department, words: words, at: now)
        } else {
            try ParcelStore(tx).note(words, owner: message.id.rawValue, department: office.department)
        }
        try desk.tellDelivery(of: message, state: isPermanent ? "bounced" : "delayed", in: office.department, at: now, tx)
        return MailOutcome(outcome: .bounce, ticket: message.thread, message: nil, why: why)
    }

    private var words: String {
        letter.report.failed.first.map { "\($0.address): \($0.status) \($0.reason)" } ?? letter.report.reason
    }

    /// Only whom that message went to: whoever answered us knows one of our ids and could name any address. A report that names
    /// the address mail was forwarded to means the one recipient there was.
    private func suppress(_ message: Message) throws {
        let recipients = message.recipients.all.map { $0.address.lowercased() }
        let identities = IdentityStore(tx, department: office.department)
        for failure in letter.report.failed where failure.permanent {
            let named = recipients.first { $0 == failure.address.lowercased() } ?? (recipients.count == 1 ? recipients.first : nil)
            guard let named else { continue }
            try identities.suppress(.email, named, why: failure.reason, at: now)
        }
    }

    /// The message of ours it is about; only its own id proves that.
    private func original() throws -> Message? {
        let ids = letter.report.originalMessageIDs + letter.namedIDs
        for id in ids.compactMap(office.identity.message) {
            if let message = try MessageStore(tx, department: office.department).find(id) { return message }
        }
        return nil
    }
}
