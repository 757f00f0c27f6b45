import Contacts
import Customisation
import Mail
import Outbox
import Primitives
import Storage
import Tickets

/// Sends messages as e-mail through the relay.
package struct EmailCarrier: Carrier {
    package let channel = ChannelName.email

    private let desk: Desk
    private let offices: Offices
    private let relay: @Sendable (ID<Department>) -> SMTPRelay?
    private let connections: RelayConnections

    /// - Parameter relay: the server that takes a department's mail; `nil` for none
    package init(desk: Desk, offices: Offices, hostname: String, relay: @escaping @Sendable (ID<Department>) -> SMTPRelay?) {
        self.desk = desk
        self.offices = offices
        self.relay = relay
        connections = RelayConnections(hostname: hostname)
    }

    package func isOpen(_ department: ID<Department>) -> Bool {
        relay(department) != nil
    }

    /// A parcel as the bytes that left, or that would leave now.
    package func bytes(of parcel: Parcel, _ tx: Transaction) throws -> [UInt8] {
        try OutgoingLetter(of: parcel, desk: desk, offices: offices, tx).bytes
    }

    package func rest() async {
        await connections.close()
    }

    package func carry(_ parcel: Parcel, leaving: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Delivery {
        guard let relay = relay(parcel.department) else { return .notYet("no relay") }
        let letter: OutgoingLetter
        do {
            letter = try await self.letter(for: parcel)
        } catch let error as OutgoingLetterError {
            return .refused(error.words)
        }
        do {
            let receipt = try await connections.client(of: parcel.department, for: relay).send(
                from: letter.sender, to: letter.recipients, letter.bytes, beforeFinalDot: { try await leaving(letter.bytes) })
            return try await delivery(of: parcel, receipt)
        } catch let error as SMTPSendError {
            switch error.kind {
            case .temporary: return .notYet(error.words)
            case .inDoubt: return .unknown(error.words)
            case .permanent:
                try await suppress(error.recipients, parcel.department)
                return .refused(error.words)
            }
        }
    }

    /// Some got it. Those put off get it later, and only they; those refused are told of.
    private func delivery(of parcel: Parcel, _ receipt: SMTPReceipt) async throws -> Delivery {
        let later = receipt.recipients.filter(\.isTemporary), never = receipt.recipients.filter(\.isPermanent)
        try await suppress(never, parcel.department)
        if !later.isEmpty {
            let envelope = EmailEnvelope(left: later.map(\.address))
            try await desk.db.write { tx in try ParcelStore(tx).write(envelope, on: parcel.id) }
            return .notYet(Self.words(of: later + never))
        }
        return .sent(never.isEmpty ? receipt.reply.words : Self.words(of: never))
    }

    private static func words(of results: [SMTPRecipientResult]) -> String {
        results.map { "\($0.address): \($0.reply.code) \($0.reply.words)" }.joined(separator: "; ")
    }

    private func letter(for parcel: Parcel) async throws -> OutgoingLetter {
        let desk = desk, offices = offices
        return try await desk.db.read { tx in try OutgoingLetter(of: parcel, desk: desk, offices: offices, tx) }
    }

    /// Only where the server says that there is no such mailbox (RFC 3463: x.1.x and x.2.1): what it refuses for other reasons,
    /// as a relay that does not know us does, says nothing of the address.
    private func suppress(_ refused: [SMTPRecipientResult], _ department: ID<Department>) async throws {
        let gone = refused.filter { result in
            guard result.isPermanent, let status = result.reply.status else { return false }
            return status.subject == 1 || status.subject == 2 && status.detail == 1
        }
        guard !gone.isEmpty else { return }
        let now = desk.now()
        try await desk.db.write { tx in
            for result in gone {
                try IdentityStore(tx, department: department).suppress(.email, result.address, why: result.reply.words, at: now)
            }
        }
    }
}
