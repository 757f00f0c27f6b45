import Outbox
import Primitives
import Storage
import Tickets

/// A mail that the desk sends someone, as it lies in the outbox.
struct PlayedMail: Sendable {
    /// `nil` for a letter that stands on no ticket.
    let message: ID<Message>?
    let subject: String
    let text: String
    let state: Parcel.State
    let at: Instant
}

/// What the desk would send to an address.
struct PlayedMails {
    /// Parcels looked at, the newest.
    private static let depth = 300

    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Newest first.
    func to(_ address: String, most: Int) throws -> [PlayedMail] {
        let address = address.lowercased()
        guard !address.isEmpty else { return [] }
        var mails: [PlayedMail] = []
        for parcel in try OutboxStore(tx).list(department: department, before: nil, most: Self.depth) where mails.count < most {
            if let mail = try mail(in: parcel, to: address) { mails.append(mail) }
        }
        return mails
    }

    private func mail(in parcel: Parcel, to address: String) throws -> PlayedMail? {
        if let letter = parcel.letter {
            guard letter.address.lowercased() == address else { return nil }
            return PlayedMail(message: nil, subject: letter.subject, text: letter.text, state: parcel.state, at: parcel.made)
        }
        guard parcel.channel == "email", let message = try MessageStore(tx, department: department).find(ID(parcel.owner)),
            message.recipients.all.contains(where: { $0.address.lowercased() == address })
        else { return nil }
        return PlayedMail(message: message.id, subject: message.subject, text: message.text, state: parcel.state, at: parcel.made)
    }
}
