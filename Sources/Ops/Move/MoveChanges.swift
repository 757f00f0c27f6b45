import Search
import Storage

/// Copies rows that were written since their table was copied: as they are now, or away.
struct MoveChanges: Sendable {
    /// Changes taken at once.
    private static let slice = 500
    /// With so few left the last step can be taken.
    private static let few = 200
    /// Rounds that may pass before it is said that the desk is too busy.
    private static let mostRounds = 100_000

    private let move: Move
    private let tables: [String: TablePair]

    init(_ move: Move, _ tables: [TablePair]) {
        self.move = move
        self.tables = Dictionary(tables.map { ($0.name, $0) }) { one, _ in one }
    }

    /// What one table comes to have: of these keys, these rows.
    private struct Part: Sendable {
        let table: TablePair
        let keys: [[Value]]
        let rows: [[Value]]
    }

    /// Until few are left. Throws ``MoveError/tooBusy``.
    func drain() async throws {
        for _ in 0..<Self.mostRounds {
            guard try await step() else { return }
            let left = try await move.source.read { tx in try MoveStore(tx).waiting(most: Self.few) }
            if left < Self.few { return }
        }
        throw MoveError.tooBusy
    }

    /// Copies the oldest changes and looks at them over there. Done twice it does no harm.
    /// - Returns: whether there were any
    func step() async throws -> Bool {
        let sources = tables.mapValues(\.source)
        let (changes, parts) = try await move.source.read { tx in
            let changes = try MoveStore(tx).changes(in: sources, most: Self.slice)
            let keys = Dictionary(grouping: changes, by: \.table).mapValues { Array(Set($0.map(\.key))) }
            let parts = try keys.compactMap { name, keys in
                try tables[name].map { Part(table: $0, keys: keys, rows: try TableStore(tx).rows(keys, of: $0.source)) }
            }
            return (changes, parts)
        }
        if changes.isEmpty { return false }
        try await move.target.write { tx in try apply(parts, tx) }
        try await compare(parts)
        try await move.source.write { tx in try MoveStore(tx).forget(changes) }
        return true
    }

    private func apply(_ parts: [Part], _ tx: Transaction) throws {
        let store = TableStore(tx)
        let documents = Set(parts.filter { SearchRebuild.sources.contains($0.table.name) }.flatMap(\.keys).compactMap { Int64($0[0]) })
        try SearchRebuild.leave(documents.sorted(), tx)
        // All go before any comes: a name may have passed from one row to another.
        for part in parts { try store.remove(part.keys, from: part.table.target) }
        for part in parts { try store.load(part.rows, into: part.table.target) }
        try SearchRebuild.enter(documents.sorted(), tx)
    }

    /// Throws ``MoveError/differs(table:)``.
    private func compare(_ parts: [Part]) async throws {
        for part in parts {
            let rows = try await move.target.read { tx in try TableStore(tx).rows(part.keys, of: part.table.target) }
            guard Set(rows) == Set(part.rows) else { throw MoveError.differs(table: part.table.name) }
        }
    }
}
