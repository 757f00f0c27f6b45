import Primitives
import Storage

/// Writes the index.
package struct SearchStore {
    /// So many documents wait at most, and so many bytes of terms: what a reader looks through by itself.
    static let mostPending = 256
    static let mostPendingBytes = 256 * 1024

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Indexes a document, instead of the one that stood for the same object.
    package func put(_ document: SearchDocument, isNew: Bool = false) throws {
        if !isNew { try remove(document.object) }
        let terms = document.terms
        try tx.run(
            """
            INSERT INTO search_document (id, department, kind, ticket, language)
            VALUES (\(document.object), \(department), \(document.kind), \(document.ticket), \(document.language))
            """)
        try tx.run("INSERT INTO search_terms (id, terms) VALUES (\(document.object), \(terms))")
        try FullTextStore(tx: tx).add(document.object, bytes: terms.utf8.count)
    }

    package func remove(_ kind: SearchDocument.Kind, _ object: Int64) throws {
        try remove(object)
    }

    /// Removes all that leads to a ticket.
    package func removeAll(of ticket: Int64) throws {
        for id in try tx.column(
            Int64.self, "SELECT id FROM search_document WHERE ticket = \(ticket) AND department = \(department)")
        { try remove(id) }
    }

    /// Has the words of what was removed leave the pages of the index as well; ``SearchPurge`` does it.
    package func askForPurge(_ shelf: Shelf) throws {
        try tx.run("UPDATE search_purge SET asked = asked + 1 WHERE shelf = \(shelf)")
    }

    /// Adds what waits to the full text.
    func fold() throws { try FullTextStore(tx: tx).fold() }

    private func remove(_ id: Int64) throws {
        let row = try tx.rows(
            """
            SELECT d.kind, t.terms FROM search_document d JOIN search_terms t ON t.id = d.id
            WHERE d.id = \(id) AND d.department = \(department)
            """).first
        guard let row else { return }
        try FullTextStore(tx: tx).remove(id, try row("terms"), from: row("kind", as: SearchDocument.Kind.self).shelf)
        try tx.run("DELETE FROM search_terms WHERE id = \(id)")
        try tx.run("DELETE FROM search_document WHERE id = \(id)")
    }
}
