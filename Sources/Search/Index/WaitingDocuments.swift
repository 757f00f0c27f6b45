import Storage

/// The documents that wait for the full text, a few hundred at most: read once for a search and asked what the engine is asked.
package final class WaitingDocuments {
    private let tx: Transaction
    /// By descending id.
    private let documents: [(id: Int64, terms: TermColumn)]

    package init(_ tx: Transaction) throws {
        self.tx = tx
        let ids = try tx.column(Int64.self, "SELECT p.id FROM search_pending p")
        documents = ids.isEmpty ? [] : try StoredDocument.terms(of: "id IN \(anyOf: ids)", tx).reversed().map { ($0, TermColumn($1)) }
    }

    /// Read where any holds what is asked; most searches look for words that none of them has.
    private lazy var shelves: Result<[Int64: Shelf], any Error> = Result { try StoredDocument.shelves(of: "id IN \(anyOf: documents.map(\.id))", tx) }

    /// Those of a shelf that hold it.
    package func ids(_ match: TextMatch, on shelf: Shelf) throws -> [Int64] {
        let probe = TermProbe(match), ids = documents.filter { $0.terms.matches(probe) }.map(\.id)
        return ids.isEmpty ? [] : try ids.filter { try shelves.get()[$0] == shelf }
    }
}
