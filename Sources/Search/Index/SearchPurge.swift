import Primitives
import Storage

/// Has removed words leave the index for good. SQLite keeps them, and marks of their removal, until it merges the segments they lie
/// in; this merges all there are, in slices between which others write. On a server they leave the volumes.
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
        if database.dialect != .sqlite { return try await clear() }
        return try await database.write { tx in
            guard let due = try Self.due(tx) else { return false }
            if due.isBegin { try tx.run("UPDATE search_purge SET running = asked WHERE shelf = \(due.shelf)") }
            let before = try tx.value(Int64.self, "SELECT total_changes()") ?? 0
            // A number below zero begins: it puts all segments into one merge, which the next ones carry on.
            try tx.run(FullTextTable(shelf: due.shelf).merging(pages: due.isBegin ? -Self.slice : Self.slice))
            let changes = (try tx.value(Int64.self, "SELECT total_changes()") ?? 0) - before
            if changes < 2 { try tx.run("UPDATE search_purge SET done = running WHERE shelf = \(due.shelf)") }
            return true
        }
    }

    /// The same on a server.
    private func clear() async throws -> Bool {
        try await database.overhaul { tx in
            _ = try VolumeStore.wait(for: .bind, tx)
            guard let due = try Self.due(tx), let asked = try tx.value(Int64.self, "SELECT asked FROM search_purge WHERE shelf = \(due.shelf)")
            else { return false }
            if try !VolumeClearing(tx: tx, shelf: due.shelf).step() {
                try tx.run("UPDATE search_purge SET running = \(asked), done = \(asked) WHERE shelf = \(due.shelf)")
            }
            return true
        }
    }

    private static func due(_ tx: Transaction) throws -> (shelf: Shelf, isBegin: Bool)? {
        try tx.rows("SELECT shelf, running = done AS is_begin FROM search_purge WHERE done < asked ORDER BY shelf LIMIT 1").first.map {
            (try $0("shelf"), try $0("is_begin"))
        }
    }
}
