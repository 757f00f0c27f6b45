import Primitives
import Storage

/// Which raw sources and files of a ticket hold some words.
struct TaintedBlobs: Sendable {
    private var isTainted: [[UInt8]: Bool] = [:]

    init() {}

    /// Looks through all there are.
    init(
        of ticket: ID<Ticket>, in department: ID<Department>, blobs: BlobStore, _ tx: Transaction, _ stands: (String) -> Bool
    ) throws {
        let family = try MergeStore(tx, department: department).family(of: ticket)
        let hashes = try tx.column(
            [UInt8].self,
            """
            SELECT raw FROM message WHERE department = \(department) AND ticket IN \(anyOf: family) AND raw IS NOT NULL
            UNION SELECT hash FROM attachment
            WHERE department = \(department) AND ticket IN \(anyOf: family) AND redacted_at IS NULL
            """)
        try blobs.gather(hashes, department: department.rawValue, tx)
        for hash in hashes { _ = try judge(hash, in: department, blobs: blobs, tx, stands) }
    }

    /// Whether the bytes hold the words; read unless that is known.
    mutating func judge(
        _ hash: [UInt8], in department: ID<Department>, blobs: BlobStore, _ tx: Transaction, _ stands: (String) -> Bool
    ) throws -> Bool {
        if let known = isTainted[hash] { return known }
        let bytes = try blobs.read(hash, department: department.rawValue, tx) ?? []
        let answer = RawText.readings(of: bytes).contains(where: stands)
        isTainted[hash] = answer
        return answer
    }
}
