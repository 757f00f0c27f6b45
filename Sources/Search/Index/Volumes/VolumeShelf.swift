import Storage

/// Has the volumes of a server follow the documents. A new document waits until there are enough for a volume.
///
/// A transaction that removes a document which is just being filled into a volume meets a conflict and is run again, so a document is
/// either waiting or in a volume that is known.
struct VolumeShelf {
    /// Documents filled into a volume at once.
    private static let slice = 1024
    /// One in so many looks how many wait.
    private static let few: UInt64 = 32
    private static let long = 16 * 1024

    let tx: Transaction

    /// Adds a document that is in none.
    func add(_ id: Int64, bytes: Int) throws {
        // Numbered by its id, so that writers do not wait for one another.
        try tx.run("INSERT INTO search_pending (number, id, bytes) VALUES (\(id), \(id), \(bytes))")
        guard bytes > Self.long || (UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15) >> 32 % Self.few == 0 else { return }
        let row = try tx.rows("SELECT count(*) AS n, sum(bytes) AS bytes FROM search_pending").first
        let count: Int = try row?("n") ?? 0, sum: Int = try row?("bytes", as: Int?.self) ?? 0
        if count >= SearchStore.mostPending || sum >= SearchStore.mostPendingBytes { try fill() }
    }

    /// Removes a document, which had these terms.
    func remove(_ id: Int64, _ terms: String, from shelf: Shelf) throws {
        if try tx.exists("SELECT id FROM search_pending WHERE id = \(id)") {
            try tx.run("DELETE FROM search_pending WHERE id = \(id)")
            return
        }
        try tx.run(
            "INSERT INTO derived_search_gone (id, number, shelf, terms) VALUES (\(id), \(VolumeStore.last(tx)), \(shelf), \(terms))")
    }

    /// Makes a volume of what waits, unless another is about it.
    func fill() throws {
        guard let number = try VolumeStore.take(.fill, tx) else { return }
        let ids = try tx.column(Int64.self, "SELECT number FROM search_pending ORDER BY number LIMIT \(Self.slice)")
        try make(number, "id IN \(anyOf: ids)")
        // Each by its key: where many are looked for a server reads all, and waits for those who add some.
        for id in ids { try tx.run("DELETE FROM search_pending WHERE number = \(id)") }
    }

    /// Makes a volume of documents that are in none.
    func fill(after begin: Int64, upTo end: Int64) throws {
        try make(VolumeStore.wait(for: .fill, tx), "id > \(begin) AND id <= \(end)")
    }

    private func make(_ number: Int64, _ condition: SQL) throws {
        var builders: [Shelf: VolumeBuilder] = [:]
        for document in try StoredDocument.all(where: condition, tx) {
            builders[document.shelf, default: VolumeBuilder()].add(document.id, document.terms)
        }
        for (shelf, builder) in builders {
            let store = VolumeStore(tx: tx, shelf: shelf)
            try store.insert(builder.rows, into: number)
            try store.insert(
                Volume(number: number, first: builder.first ?? 0, last: builder.last, documents: builder.documents))
        }
    }
}
