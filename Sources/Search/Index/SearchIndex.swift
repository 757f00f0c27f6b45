import Storage

/// Reads the index: ids of documents that hold what is asked, newest first. Who may see them is for the owner of the documents to
/// ask, in the same statement.
package struct SearchIndex {
    private let tx: Transaction
    /// Of a server.
    private let volumes: VolumeSearch?
    private let shelf: Shelf
    package let waiting: WaitingDocuments

    package init(_ tx: Transaction, _ shelf: Shelf, waiting: WaitingDocuments) {
        self.tx = tx
        self.shelf = shelf
        self.waiting = waiting
        volumes = tx.dialect == .sqlite ? nil : VolumeSearch(reader: VolumeReader(tx, shelf))
    }

    package init(_ tx: Transaction, _ shelf: Shelf) throws {
        self.init(tx, shelf, waiting: try WaitingDocuments(tx))
    }

    /// Stands in a statement as a table with the column `id`: the newest `most` documents older than `limit`.
    package func newest(_ match: TextMatch, before limit: Int64?, most: Int) throws -> SQL {
        try newest(match, from: .min, before: limit ?? .max, most: most)
    }

    /// The same of documents given by id.
    package func these(_ ids: [Int64]) -> SQL {
        "(SELECT value AS id FROM \(anyOf: ids) given)"
    }

    /// Which of the documents that wait for the full text hold it.
    package func pending(_ match: TextMatch) throws -> [Int64] { try waiting.ids(match, on: shelf) }

    /// Which documents hold it, not older than `oldest`.
    package func ids(_ match: TextMatch, from oldest: Int64, before limit: Int64?, most: Int) throws -> Set<Int64> {
        if let volumes { return Set(try volumes.newest(match, from: oldest, before: limit ?? .max, most: most)) }
        return Set(try tx.column(Int64.self, "SELECT id FROM \(newest(match, from: oldest, before: limit ?? .max, most: most)) found"))
    }

    private func newest(_ match: TextMatch, from oldest: Int64, before limit: Int64, most: Int) throws -> SQL {
        if let volumes { return these(try volumes.newest(match, from: oldest, before: limit, most: most)) }
        return FullTextTable(shelf: shelf).newest(match, from: oldest, before: limit, most: most)
    }
}
