import Storage

/// A document as it stands in its tables.
struct StoredDocument {
    let id: Int64
    let shelf: Shelf
    let terms: String

    /// Those that a condition on `id` tells, by id. Each table is asked by itself: a server that thinks both empty, as after thousands
    /// of rows in one transaction, would read the second as a whole for every row of the first.
    static func all(where condition: SQL, _ tx: Transaction) throws -> [StoredDocument] {
        let shelves = try shelves(of: condition, tx)
        return try terms(of: condition, tx).compactMap { id, terms in
            shelves[id].map { StoredDocument(id: id, shelf: $0, terms: terms) }
        }
    }

    static func shelves(of condition: SQL, _ tx: Transaction) throws -> [Int64: Shelf] {
        let kinds = try tx.rows("SELECT id, kind FROM search_document WHERE \(condition)").map { row in
            (try row("id", as: Int64.self), try row("kind", as: SearchDocument.Kind.self).shelf)
        }
        return Dictionary(uniqueKeysWithValues: kinds)
    }

    /// By id.
    static func terms(of condition: SQL, _ tx: Transaction) throws -> [(id: Int64, terms: String)] {
        try tx.rows("SELECT id, terms FROM search_terms WHERE \(condition) ORDER BY id").map { (try $0("id"), try $0("terms")) }
    }
}
