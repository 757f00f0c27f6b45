import Events
import Primitives
import Storage
import Tickets

/// Has the archive forget what was redacted, erased or purged with a ticket: a reader of the log, as tickets know no archive.
///
/// What came as a message has lost its bytes with it. Bounces, automatic answers and second copies that touched the ticket may hold
/// the same words and stand on no message: they go whole. The rows stay, so that a mail that comes again is known.
package struct ArchiveForgetting: EventReader {
    package let name = "archive.forgetting"

    private let blobs: BlobStore
    private let keyring: Keyring

    package init(blobs: BlobStore, keyring: Keyring) {
        self.blobs = blobs
        self.keyring = keyring
    }

    package func read(_ event: Event, _ tx: Transaction) throws {
        guard let ticket = event.ticket.map({ ID<Ticket>($0) }) else { return }
        let store = ForgottenMailStore(tx, department: event.department, blobs)
        let isChanged: Bool
        switch event.kind {
        case .ticketRedacted:
            let erasure = event.values["object"].flatMap { ID<Erasure>($0) }
            let words = try event.values["what"] == "words" ? erasure.flatMap {
                try ErasedWords(of: $0, in: event.department, keyring: keyring, tx)
            } : nil
            isChanged = try store.redact(MergeStore(tx, department: event.department).family(of: ticket), words)
        case .ticketErased: isChanged = try store.empty(ticket)
        default: return
        }
        if isChanged { try ForgettingStore(tx).ask(department: event.department) }
    }
}
