import Channels
import Mail
import Outbox
import Primitives
import Storage
import Tickets

/// The way out by e-mail for letters that stand on no ticket; everything else goes on to the carrier behind it.
package struct LetterCarrier: Carrier {
    package let channel = ChannelName.email

    private let desktop: Desktop
    private let hostname: String
    private let relay: @Sendable (ID<Department>) -> SMTPRelay?
    private let others: any Carrier

    /// - Parameters:
    ///   - relay: the server that takes a department's mail; `nil` for none
    ///   - others: carries what stands on tickets
    package init(
        _ desktop: Desktop, hostname: String, relay: @escaping @Sendable (ID<Department>) -> SMTPRelay?, others: any Carrier
    ) {
        self.desktop = desktop
        self.hostname = hostname
        self.relay = relay
        self.others = others
    }

    package func isOpen(_ department: ID<Department>) -> Bool { others.isOpen(department) }

    package func rest() async { await others.rest() }

    package func carry(_ parcel: Parcel, leaving: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Channels.Delivery {
        guard let letter = parcel.letter else { return try await others.carry(parcel, leaving: leaving) }
        guard let relay = relay(parcel.department) else { return .notYet("no relay") }
        let bytes = try await compose(letter, parcel)
        do {
            let receipt = try await relay.send(
                from: "", to: [letter.address], bytes, hostname: hostname,
                // The secret in it is kept nowhere else.
                beforeFinalDot: { try await leaving([]) })
            return .sent(receipt.reply.words)
        } catch {
            switch error.kind {
            case .temporary: return .notYet(error.words)
            case .inDoubt: return .unknown(error.words)
            case .permanent: return .refused(error.words)
            }
        }
    }

    private func compose(_ letter: AccountLetter, _ parcel: Parcel) async throws -> [UInt8] {
        let offices = desktop.offices
        let identity = try await desktop.db.read { tx in try offices.identity(of: parcel.department, tx) }
        return try OutgoingMail(
            from: MailAddress(name: identity.name, address: identity.address),
            to: [MailAddress(name: letter.name, address: letter.address)], subject: letter.subject, text: letter.text,
            messageID: identity.messageID(of: ID(parcel.id.rawValue)), date: MailDate(instant: parcel.made, offset: 0),
            headers: [
                try MailHeaderField("Auto-Submitted", "auto-generated"), try MailHeaderField("X-Auto-Response-Suppress", "All"),
                try MailHeaderField(MailIdentity.loopHeader, identity.loopMark),
            ]
        ).compose()
    }
}
