import Primitives
import Search
import Storage

/// Brings a desk to another database while it serves. Rows are copied in the order of their keys, in slices whose end is kept in the new
/// database; triggers in the old one note what is written meanwhile, which is copied after them until little is left; then writing rests
/// for some seconds, the rest is copied, the old database says where the desk went and writes nothing more, and the new one opens.
/// Killed at any moment it goes on when it is begun again.
package struct Move: Sendable {
    let source: Database
    /// Opened for loading.
    let target: Database
    let schema: DeskSchema
    let clock: Clock
    let randomness: Randomness
    /// The files that the database is to hold from now on; `nil` when they stay where they are.
    let files: BlobStore?
    let told: CopyProgress

    /// - Parameter files: of a desk that keeps them in a folder or a bucket, when the new database is to hold them; `nil` leaves them
    package init(
        from source: Database, to target: Database, schema: DeskSchema, files: BlobStore? = nil, clock: Clock, randomness: Randomness,
        told: @escaping CopyProgress
    ) {
        (self.source, self.target, self.schema, self.files) = (source, target, schema, files)
        (self.clock, self.randomness, self.told) = (clock, randomness, told)
    }

    package struct Outcome: Sendable {
        /// Rows of the whole desk, as they were compared.
        package var rows = 0
        /// Those copied in bulk by this run, and how long that took.
        package var copied = 0
        package var time = Duration.zero
        /// How long nobody could write.
        package var pause = Duration.zero
        /// Files that the desk names but has not.
        package var missing: [[UInt8]] = []
    }

    /// What was begun last, kept in the new database.
    enum Stage: String, Comparable, CaseIterable {
        case rows, search, indexes, changes

        static func < (one: Stage, other: Stage) -> Bool {
            allCases.firstIndex(of: one) ?? 0 < allCases.firstIndex(of: other) ?? 0
        }
    }

    /// Throws ``MoveError`` and ``StorageError``; what was done so far stays, and another run goes on from there.
    package func run() async throws -> Outcome {
        var outcome = Outcome()
        let tables = try await MovedTables(source, leavingOut: schema.derived)
        guard let token = try await MoveBeginning(self).token(tables) else {
            try await open()
            return outcome
        }
        try await prepare()
        let pairs = try await tables.paired(with: target)
        let begin = ContinuousClock.now
        outcome.copied = try await MoveRows(self, pairs).copy()
        outcome.time = ContinuousClock.now - begin
        try await finishTables()
        try await catchUp(MoveChanges(self, pairs), token, &outcome)
        try await open()
        return outcome
    }

    /// Ends a move that was begun: the desk stays where it is. What was copied is left to whoever owns it.
    package static func stop(_ source: Database) async throws {
        try await source.overhaul { tx in
            let store = MoveStore(tx)
            guard let state = try store.state() else { throw MoveError.notMoving }
            if state.moved != nil { throw StorageError.moved(to: state.target) }
            try store.end(try TableStore(tx).all())
        }
    }

    private func prepare() async throws {
        guard try await stage() == nil else { return }
        let migrator = schema.migrator(clock)
        try await migrator.makeTables(target, upTo: migrator.known)
        try await SearchRebuild(target).begin()
        try await reach(.rows)
    }

    private func finishTables() async throws {
        let migrator = schema.migrator(clock)
        if try await stage() == .rows {
            // What the engine knows of empty tables would lead it astray.
            try await target.analyse()
            try await reach(.search)
        }
        if try await stage() == .search {
            let told = told
            let last = try await target.read { tx in try LoadingStore(tx).note("search").flatMap { Int64($0) } } ?? 0
            try await SearchRebuild(target).run(after: last) { tx, id, count in
                try LoadingStore(tx).note("search", "\(id)")
                try told(.search(count))
            }
            try await reach(.indexes)
        }
        if try await stage() == .indexes {
            try await migrator.makeIndexes(target, upTo: migrator.known) { try told(.index($0, of: $1)) }
            try await reach(.changes)
        }
    }

    /// Copies what was written meanwhile, looks whether the copy is right, and takes the last step.
    private func catchUp(_ changes: MoveChanges, _ token: String, _ outcome: inout Outcome) async throws {
        var changes = changes
        let files = files.map { MoveFiles(self, $0) }
        try await changes.drain()
        // Of files that the database is to hold from now on it holds more than the old one.
        outcome.rows = try await MoveCheck(self, changes.tables.values.filter { files == nil || $0.name != MoveFiles.table }).run()
        outcome.missing = try await files?.copy() ?? []
        try await changes.drain()
        var last = MoveLastStep(self, changes, token)
        outcome.pause = try await last.take(files)
    }

    /// The new database is a desk like any other.
    private func open() async throws {
        try await schema.migrator(clock).bindRows(target)
        try await target.write { tx in
            try TableStore(tx).continueSerials()
            try LoadingStore(tx).finish()
        }
        try await schema.migrator(clock).checkRows(target)
        try await target.analyse()
    }

    func stage() async throws -> Stage? {
        try await target.read { tx in try LoadingStore(tx).note("stage").flatMap(Stage.init) }
    }

    private func reach(_ stage: Stage) async throws {
        try await target.write { tx in try LoadingStore(tx).note("stage", stage.rawValue) }
    }
}

/// The tables that are copied, by name.
struct MovedTables: Sendable {
    let all: [Table]

    init(_ source: Database, leavingOut derived: Set<String>) async throws {
        all = try await source.read { tx in try TableStore(tx).all() }.filter { !derived.contains($0.name) }
    }

    var byName: [String: Table] { Dictionary(all.map { ($0.name, $0) }) { one, _ in one } }

    /// Each with the table of the same name over there. Throws ``MoveError/differs(table:)``.
    func paired(with target: Database) async throws -> [TablePair] {
        let others = try await target.read { tx in try TableStore(tx).all() }
        return try all.map { table in
            guard let other = others.first(where: { $0.name == table.name }), other.columns.map(\.name) == table.columns.map(\.name),
                other.key == table.key
            else { throw MoveError.differs(table: table.name) }
            return TablePair(source: table, target: other)
        }
    }
}

/// One table in both databases.
struct TablePair: Sendable {
    let source: Table
    let target: Table

    var name: String { source.name }
}
