import Search
import Storage

/// Copies rows that were written since their table was copied: as they are now, or away.
struct MoveChanges {
    /// Changes taken at once, as long as their rows are small.
    private static let slices = 16...4096
    private static let mostBytes = 8 << 20
    /// With so few left the last step can be taken.
    private static let few = 200
    /// A rest that takes no longer can be copied while writing rests.
    private static let round = Duration.seconds(2)

    private let move: Move
    let tables: [String: TablePair]
    private var slice = 512

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

    /// Until so few are left that the last step takes seconds; or until they get no fewer, since then each moment makes it longer.
    mutating func drain() async throws {
        var before = Int.max
        while true {
            let begin = ContinuousClock.now
            var taken = 0
            while ContinuousClock.now - begin < Self.round {
                let some = try await step()
                if some == 0 { return }
                taken += some
            }
            let left = try await move.source.read { tx in try MoveStore(tx).waiting(most: .max) }
            try move.told(.changes(left))
            if left < max(taken, Self.few) || left >= before { return }
            before = left
        }
    }

    /// Copies the oldest changes and looks at them over there. Done twice it does no harm.
    /// - Returns: how many there were
    mutating func step() async throws -> Int {
        while true {
            let slice = slice
            do {
                return try await take()
            } catch StorageError.duplicate(let words) {
                // A name has passed to one of these rows from one whose change comes later: both are taken together.
                self.slice = slice * 4
                let left = try await move.source.read { tx in try MoveStore(tx).waiting(most: .max) }
                guard slice < left else { throw StorageError.duplicate(words) }
            }
        }
    }

    private mutating func take() async throws -> Int {
        let sources = tables.mapValues(\.source), tables = tables, slice = slice
        let (changes, parts) = try await move.source.read { tx in
            let changes = try MoveStore(tx).changes(in: sources, most: slice)
            let keys = Dictionary(grouping: changes, by: \.table).mapValues { Array(Set($0.map(\.key))) }
            let parts = try keys.compactMap { name, keys in
                try tables[name].map { Part(table: $0, keys: keys, rows: try TableStore(tx).rows(keys, of: $0.source)) }
            }
            return (changes, parts)
        }
        if changes.isEmpty { return 0 }
        try await move.target.write { tx in try Self.apply(parts, tx) }
        try await compare(parts)
        try await move.source.write { tx in try MoveStore(tx).forget(changes) }
        let bytes = parts.reduce(0) { $0 + $1.rows.reduce(0) { $0 + $1.size } }
        self.slice = bytes > Self.mostBytes ? max(slice / 2, Self.slices.lowerBound) : min(slice * 2, Self.slices.upperBound)
        return changes.count
    }

    private static func apply(_ parts: [Part], _ tx: Transaction) throws {
        let store = TableStore(tx)
        let documents = Set(parts.filter { SearchRebuild.sources.contains($0.table.name) }.flatMap(\.keys).compactMap { Int64($0[0]) })
        try SearchRebuild.leave(documents.sorted(), tx)
        // All go before any comes: a name may have passed from one row to another.
        for part in parts { try store.remove(part.keys, from: part.table.target) }
        for part in parts { try store.load(part.rows, into: part.table.target) }
        for part in parts where part.table.name == "blob" { try dropPieces(part, tx) }
        try SearchRebuild.enter(documents.sorted(), tx)
    }

    /// Of files that came to lie in the new database alone, those go that nothing holds any more.
    private static func dropPieces(_ blobs: Part, _ tx: Transaction) throws {
        let kept = Set(blobs.rows.map { blobs.table.target.key(of: $0) })
        for key in blobs.keys where !kept.contains(key) {
            guard let department = Int64(key[0]), case .blob(let hash) = key[1] else { continue }
            try BlobStore.removePieces(hash, department: department, tx)
        }
    }

    /// Throws ``MoveError/differs(table:)``.
    private func compare(_ parts: [Part]) async throws {
        for part in parts {
            let rows = try await move.target.read { tx in try TableStore(tx).rows(part.keys, of: part.table.target) }
            guard Set(rows) == Set(part.rows) else { throw MoveError.differs(table: part.table.name) }
        }
    }
}
