import Storage

/// The documents that wait for the full text, a few hundred at most: read once for a search and asked what the engine is asked.
package struct WaitingDocuments: Sendable {
    private let documents: [(stored: StoredDocument, terms: TermColumn)]

    package init(_ tx: Transaction) throws {
        let ids = try tx.column(Int64.self, "SELECT p.id FROM search_pending p")
        let stored = ids.isEmpty ? [] : try StoredDocument.all(where: "id IN \(anyOf: ids)", tx)
        documents = stored.reversed().map { ($0, TermColumn($0.terms)) }
    }

    /// Those of a shelf that hold it.
    package func ids(_ match: TextMatch, on shelf: Shelf) -> [Int64] {
        documents.compactMap { $0.stored.shelf == shelf && $0.terms.matches(match) ? $0.stored.id : nil }
    }
}
