import Accounts
import Contacts
import Outbox
import Primitives
import Storage

extension Desk {
    /// Puts a mail that was given up into the outbox once more, and lifts the stop on the addresses that refused it. Needs the
    /// right to answer on its ticket. Throws ``TicketError/messageNotFound``, and ``OutboxError/tooLate`` when it is not given up or
    /// was sent again already.
    package func sendAgain(_ id: ID<Parcel>, as access: Access) async throws {
        let now = now()
        try await db.write { tx in
            let outbox = OutboxStore(tx), tickets = TicketStore(tx, department: access.department)
            guard let parcel = try outbox.find(id, department: access.department),
                let message = try MessageStore(tx, department: access.department).find(ID(parcel.owner)), message.redacted == nil
            else { throw TicketError.messageNotFound }
            _ = try tickets.require(message.thread, .answer, by: access)
            guard parcel.state == .failed, try outbox.find(owner: parcel.owner, department: access.department).last?.id == id else {
                throw OutboxError.tooLate
            }
            let identities = IdentityStore(tx, department: access.department)
            for recipient in message.recipients.all where parcel.channel == ChannelName.email.rawValue {
                try identities.release(.email, recipient.address)
            }
            try outbox.put(
                ids.next(), department: parcel.department, channel: parcel.channel, owner: parcel.owner, isMachine: parcel.isMachine,
                envelope: parcel.envelope, due: now, at: now)
            try tellDelivery(of: message, state: "waiting", in: access.department, at: now, tx)
        }
    }
}
