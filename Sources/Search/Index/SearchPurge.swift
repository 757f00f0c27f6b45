import Primitives
import Storage

/// Has removed words leave the index for good. The engine keeps them, and marks of their removal, until it merges the segments
/// they lie in; this merges all there are, in slices between which others write.
///
/// Run after a redaction or erasure; the words are out of pages, lists and hits before, in the transaction that removed them.
package struct SearchPurge: Sendable {
    /// Pages of 4 kB written in one transaction, about 10 ms.
    private static let slice = 16

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Does all that was asked for.
    package func finish() async throws {
        while try await step() { try Task.checkCancellation() }
    }

    /// One slice; whether more may be to do.
    @discardableResult
    package func step() async throws -> Bool {
        guard try await database.read({ tx in try Self.due(tx) != nil }) else { return false }
        return try await database.write { tx in
            guard let due = try Self.due(tx) else { return false }
            guard tx.dialect == .sqlite else {
                // Elsewhere the server clears away what was removed.
                try tx.run("UPDATE search_purge SET running = asked, done = asked WHERE shelf = \(due.shelf)")
                return true
            }
            if due.isBegin { try tx.run("UPDATE search_purge SET running = asked WHERE shelf = \(due.shelf)") }
            let before = try tx.value(Int64.self, "SELECT total_changes()") ?? 0
            // A number below zero begins: it puts all segments into one merge, which the next ones carry on.
            try tx.run(FullTextTable(due.shelf, tx.dialect).merging(pages: due.isBegin ? -Self.slice : Self.slice))
            let changes = (try tx.value(Int64.self, "SELECT total_changes()") ?? 0) - before
            if changes < 2 { try tx.run("UPDATE search_purge SET done = running WHERE shelf = \(due.shelf)") }
            return true
        }
    }

    private static func due(_ tx: Transaction) throws -> (shelf: Shelf, isBegin: Bool)? {
        try tx.rows("SELECT shelf, running = done AS is_begin FROM search_purge WHERE done < asked ORDER BY shelf LIMIT 1").first.map {
            (try $0("shelf"), try $0("is_begin"))
        }
    }
}
