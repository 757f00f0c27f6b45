import Storage

/// Fills the full text from the terms of all documents, in a database whose full text is empty: after a restore or a move, which leave
/// out what an engine makes for itself.
package struct SearchRebuild: Sendable {
    /// Tables that are made from others.
    package static let derived: Set<String> = ["search_pending", "search_purge"]
    /// Tables of which documents are made, by the document's id.
    package static let sources: Set<String> = ["search_document", "search_terms"]
    /// Documents added in one commit; on a server they are a volume, which is not to be bound any more.
    private var slice: Int { database.dialect == .sqlite ? 2000 : Volume.largest }

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Adds the documents behind `last`, a slice at a time.
    /// - Parameter told: the last document that is in, after each slice, in the transaction that added it; and how many were added
    package func run(after last: Int64 = 0, told: @escaping @Sendable (Transaction, Int64, Int) throws -> Void = { _, _, _ in }) async throws {
        var last = last, count = 0
        while true {
            let begin = last, before = count, most = slice
            let slice = try await database.write { tx in
                let ids = try tx.column(Int64.self, "SELECT id FROM search_terms WHERE id > \(begin) ORDER BY id LIMIT \(most)")
                guard let end = ids.last else { return ids }
                try FullTextStore(tx: tx).add(after: begin, upTo: end)
                try told(tx, end, before + ids.count)
                return ids
            }
            guard let end = slice.last else { return }
            (last, count) = (end, count + slice.count)
        }
    }

    /// Nothing was removed yet from a full text that is new.
    package func begin() async throws {
        try await database.write { tx in
            for shelf in Shelf.allCases {
                try tx.insertMissing("INSERT INTO search_purge (shelf, asked, running, done) VALUES (\(shelf), 0, 0, 0)", key: "shelf")
            }
            if tx.dialect != .sqlite { try VolumeStore.begin(tx) }
        }
    }

    /// Takes documents out of the full text, before their rows change.
    package static func leave(_ ids: [Int64], _ tx: Transaction) throws {
        for row in try documents(ids, tx) {
            try FullTextStore(tx: tx).remove(row.id, row.terms, from: row.shelf)
        }
    }

    /// Adds those of the documents that there are, after their rows have changed.
    package static func enter(_ ids: [Int64], _ tx: Transaction) throws {
        for row in try documents(ids, tx) { try FullTextStore(tx: tx).add(row.id, bytes: row.terms.utf8.count) }
    }

    private static func documents(_ ids: [Int64], _ tx: Transaction) throws -> [StoredDocument] {
        try ids.inPowersOfTwo(most: 128).flatMap { some in try StoredDocument.all(where: "id IN \(anyOf: some)", tx) }
    }
}
