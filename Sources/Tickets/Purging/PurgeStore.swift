import Outbox
import Primitives
import Storage

/// Deletes the rows of tickets.
struct PurgeStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, _ department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    static func departments(_ tx: Transaction) throws -> [ID<Department>] {
        try tx.column(ID<Department>.self, "SELECT id FROM department ORDER BY id")
    }

    /// The ticket that has been in the bin longest, if since before then.
    func oldest(binnedBy limit: Instant) throws -> ID<Ticket>? {
        try tx.value(
            ID<Ticket>.self,
            """
            SELECT id FROM ticket WHERE department = \(department) AND binned_at IS NOT NULL AND binned_at <= \(limit)
            ORDER BY binned_at LIMIT 1
            """)
    }

    /// Removes some of what was said, with its files, sources and parcels; whether there may be more.
    func removeSaid(on ticket: ID<Ticket>, most: Int, _ blobs: BlobStore) throws -> Bool {
        let family = try MergeStore(tx, department: department).family(of: ticket)
        let messages = try tx.rows(
            "SELECT id, raw FROM message WHERE department = \(department) AND ticket IN \(anyOf: family) LIMIT \(most)")
        let notes = try tx.column(
            Int64.self, "SELECT id FROM note WHERE department = \(department) AND ticket IN \(anyOf: family) LIMIT \(most)")
        let owners = try messages.map { try $0("id", as: Int64.self) } + notes
        guard !owners.isEmpty else { return false }
        try removeFiles(of: owners, blobs)
        for raw in try messages.compactMap({ try $0("raw", as: [UInt8]?.self) }) {
            try blobs.erase(raw, department: department.rawValue, tx)
        }
        for owner in owners { try removeParcels(of: owner, blobs) }
        try tx.run("DELETE FROM reply_step WHERE message IN \(anyOf: owners)")
        try tx.run("DELETE FROM mail_id WHERE department = \(department) AND message IN \(anyOf: owners)")
        try tx.run("DELETE FROM message WHERE department = \(department) AND id IN \(anyOf: owners)")
        try tx.run("DELETE FROM note WHERE department = \(department) AND id IN \(anyOf: owners)")
        return true
    }

    /// Rows that name a ticket of the family.
    func removeSteps(of family: [ID<Ticket>]) throws {
        try tx.run(
            """
            DELETE FROM merge_participant WHERE merge IN (SELECT id FROM merge WHERE survivor IN \(anyOf: family)
                UNION SELECT id FROM merge WHERE loser IN \(anyOf: family))
            """)
        for (table, column) in Self.references {
            try tx.run("DELETE FROM \(table) WHERE \(column) IN \(anyOf: family)")
        }
        try tx.run("UPDATE ticket SET merged_into = NULL WHERE department = \(department) AND merged_into IN \(anyOf: family)")
    }

    func remove(_ ticket: Ticket) throws {
        try tx.run(
            "DELETE FROM timeline WHERE department = \(department) AND contact = \(ticket.requester) AND ticket = \(ticket.id)")
        try tx.run("DELETE FROM ticket WHERE department = \(department) AND id = \(ticket.id)")
    }

    private static let references: [(SQL, SQL)] = [
        ("merge", "survivor"), ("merge", "loser"), ("ticket_link", "ticket"), ("ticket_link", "other"), ("ticket_tag", "ticket"),
        ("participant", "ticket"), ("named_agent", "ticket"), ("draft", "ticket"), ("ticket_edit", "ticket"), ("escalation", "ticket"),
        ("fix", "ticket"), ("guest_link", "ticket"),
    ]

    /// Bytes that files of other tickets have in common stay theirs.
    private func removeFiles(of owners: [Int64], _ blobs: BlobStore) throws {
        let hashes = try tx.column(
            [UInt8].self, "SELECT hash FROM attachment WHERE department = \(department) AND owner IN \(anyOf: owners)")
        try tx.run("DELETE FROM attachment WHERE department = \(department) AND owner IN \(anyOf: owners)")
        for hash in Set(hashes) {
            let isShared = try tx.exists("SELECT 1 AS one FROM attachment WHERE department = \(department) AND hash = \(hash) LIMIT 1")
            if !isShared { try blobs.erase(hash, department: department.rawValue, tx) }
        }
    }

    private func removeParcels(of owner: Int64, _ blobs: BlobStore) throws {
        for parcel in try OutboxStore(tx).find(owner: owner, department: department) {
            if let content = parcel.content { try blobs.erase(content, department: department.rawValue, tx) }
            try tx.run("DELETE FROM outbox WHERE department = \(department) AND id = \(parcel.id)")
        }
    }
}
