import Storage

/// Has the full text follow the documents, in each engine's way. What is new waits beside it, where it is found already, until there is
/// enough to be added in one go: a transaction's few documents by themselves would cost more than all other rows of a ticket.
struct FullTextStore {
    let tx: Transaction

    /// Adds a document that is not in it.
    func add(_ id: Int64, bytes: Int) throws {
        guard tx.dialect == .sqlite else { return try VolumeShelf(tx: tx).add(id, bytes: bytes) }
        let last = try tx.rows("SELECT number, bytes FROM search_pending ORDER BY number DESC LIMIT 1").first
        let number = try (last?("number") ?? 0) + 1, sum = try (last?("bytes") ?? 0) + bytes
        try tx.run("INSERT INTO search_pending (number, id, bytes) VALUES (\(number), \(id), \(sum))")
        if number >= SearchStore.mostPending || sum >= SearchStore.mostPendingBytes { try fold() }
    }

    /// Removes a document, which had these terms.
    func remove(_ id: Int64, _ terms: String, from shelf: Shelf) throws {
        guard tx.dialect == .sqlite else { return try VolumeShelf(tx: tx).remove(id, terms, from: shelf) }
        if try tx.changed(by: "DELETE FROM search_pending WHERE id = \(id)") == 0 { try tx.run(FullTextTable(shelf: shelf).removing(id, terms)) }
    }

    /// Adds what waits.
    func fold() throws {
        guard tx.dialect == .sqlite else { return try VolumeShelf(tx: tx).fill() }
        for shelf in Shelf.allCases { try tx.run(FullTextTable(shelf: shelf).adding("SELECT id FROM search_pending")) }
        try tx.run("DELETE FROM search_pending")
    }

    /// Adds documents that are not in it, at once.
    func add(after begin: Int64, upTo end: Int64) throws {
        guard tx.dialect == .sqlite else { return try VolumeShelf(tx: tx).fill(after: begin, upTo: end) }
        for shelf in Shelf.allCases {
            try tx.run(FullTextTable(shelf: shelf).adding("SELECT id FROM search_terms WHERE id > \(begin) AND id <= \(end)"))
        }
    }
}
