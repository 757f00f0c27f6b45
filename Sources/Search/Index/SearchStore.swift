import Primitives
import Storage

/// Writes the index.
///
/// A new document waits beside the full text, where it is found already, until there are enough to be added in one go: the
/// engine writes a segment for each transaction, and merging those would cost more than all other rows of a ticket.
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
        if FullTextTable.isFilledInSlices(tx.dialect) {
            try wait(document.object, bytes: terms.utf8.count)
        } else {
            try tx.run(FullTextTable(document.kind.shelf, tx.dialect).adding(document.object, terms))
        }
    }

    private func wait(_ id: Int64, bytes: Int) throws {
        let last = try tx.rows("SELECT number, bytes FROM search_pending ORDER BY number DESC LIMIT 1").first
        let number = try (last?("number") ?? 0) + 1, sum = try (last?("bytes") ?? 0) + bytes
        try tx.run("INSERT INTO search_pending (number, id, bytes) VALUES (\(number), \(id), \(sum))")
        if number >= Self.mostPending || sum >= Self.mostPendingBytes { try fold() }
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
    func fold() throws {
        for shelf in Shelf.allCases { try tx.run(FullTextTable(shelf, tx.dialect).adding("SELECT id FROM search_pending")) }
        try tx.run("DELETE FROM search_pending")
    }

    private func remove(_ id: Int64) throws {
        let row = try tx.rows(
            """
            SELECT d.kind, t.terms FROM search_document d JOIN search_terms t ON t.id = d.id
            WHERE d.id = \(id) AND d.department = \(department)
            """).first
        guard let row else { return }
        let mayWait = FullTextTable.isFilledInSlices(tx.dialect)
        if try !mayWait || tx.run("DELETE FROM search_pending WHERE id = \(id)") == 0 {
            let table = FullTextTable(try row("kind", as: SearchDocument.Kind.self).shelf, tx.dialect)
            try tx.run(table.removing(id, try row("terms")))
        }
        try tx.run("DELETE FROM search_terms WHERE id = \(id)")
        try tx.run("DELETE FROM search_document WHERE id = \(id)")
    }
}
