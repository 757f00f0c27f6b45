import Accounts
import Languages
import Outbox
import Primitives
import Storage
import Tickets

/// One mail whole, as it left or would leave.
struct ParcelPage: DeskPage {
    /// Characters of the source shown.
    private static let longest = 200_000

    let title: String
    let row: ParcelRow
    /// The lines before the first empty one; empty where the mail can no longer be made.
    let headers: String
    /// What follows them, as it is on the wire.
    let source: String
    let isCut: Bool
    /// It has not left and may still change, as when words are redacted.
    let isPreview: Bool
    let files: [Attachment]

    /// Throws ``TicketError/messageNotFound`` for a parcel out of the reader's sight.
    init(_ id: ID<Parcel>, wayOut: WayOut, _ around: Surroundings, _ tx: Transaction) throws {
        guard let parcel = try OutboxStore(tx).find(id, department: around.access.department),
            try OutboxListStore(tx, for: around.access).maySee(parcel)
        else { throw TicketError.messageNotFound }
        title = around.words("outboxpage.one")
        row = try ParcelRow.rows([parcel], around, tx)[0]
        isPreview = parcel.content == nil && parcel.state != .sent
        files = try MessageStore(tx, department: parcel.department).attachments(of: [parcel.owner]).filter { $0.redacted == nil }
        // What belongs to no ticket may hold a link that signs its reader in: it is shown to nobody.
        let bytes = row.ticket == nil ? [] : try Self.letter(parcel, wayOut, tx)
        let text = String(decoding: bytes.prefix(4 * Self.longest), as: UTF8.self).replacing("\r\n", with: "\n")
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        headers = parts.first ?? ""
        source = (parts.count > 1 ? parts[1] : "").cut(Self.longest)
        isCut = bytes.count > 4 * Self.longest || parts.count > 1 && source.utf8.count < parts[1].utf8.count
    }

    /// Empty where it can no longer be made; files of it that lie elsewhere are fetched first.
    private static func letter(_ parcel: Parcel, _ wayOut: WayOut, _ tx: Transaction) throws -> [UInt8] {
        do {
            return try wayOut.letter(parcel, tx)
        } catch let shortage as BlobShortage {
            throw shortage
        } catch {
            return []
        }
    }

    var current: String? { "/outbox" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}
