import Storage

/// The documents that wait for the full text, a few hundred at most: read once for a search and asked what the engine is asked.
package struct WaitingDocuments: Sendable {
    private struct Document: Sendable {
        let id: Int64
        let shelf: Shelf
        let terms: TermColumn
    }

    private let documents: [Document]

    package init(_ tx: Transaction) throws {
        let rows = try tx.rows(
            """
            SELECT p.id, d.kind, t.terms FROM search_pending p \(.thenJoin) search_document d ON d.id = p.id
            \(.thenJoin) search_terms t ON t.id = p.id ORDER BY p.number DESC
            """)
        documents = try rows.map { row in
            Document(
                id: try row("id"), shelf: try row("kind", as: SearchDocument.Kind.self).shelf, terms: TermColumn(try row("terms")))
        }
    }

    /// Those of a shelf that hold it.
    package func ids(_ match: TextMatch, on shelf: Shelf) -> [Int64] {
        documents.compactMap { $0.shelf == shelf && $0.terms.matches(match) ? $0.id : nil }
    }
}
