import Logging
import Mail
import Primitives
import Storage

/// What the desk's own mail listener does with what it is given: kept first, then 250.
package struct EmailReceiver: Sendable {
    private let archive: Archive
    private let offices: Offices
    private let log: Logger

    package init(archive: Archive, offices: Offices, log: Logger) {
        self.archive = archive
        self.offices = offices
        self.log = log
    }

    /// - Parameter door: `.smtp` or `.lmtp`
    package func acceptance(at door: RawMail.Door) -> SMTPAcceptance {
        SMTPAcceptance(
            recipient: { address, _ in offices.takes(address) ? .accepted() : .unknownRecipient },
            deliver: { envelope, mail in .whole(await keep(mail, envelope, door)) })
    }

    private func keep(_ mail: [UInt8], _ envelope: SMTPEnvelope, _ door: RawMail.Door) async -> SMTPVerdict {
        do {
            try await archive.keep(mail, for: offices.departments(of: envelope.recipients), door: door, sender: envelope.sender)
            return .accepted("stored")
        } catch {
            log.error("mail could not be kept", metadata: ["error": "\(error)"])
            return error as? StorageError == .full ? .noRoom : .notNow
        }
    }
}
