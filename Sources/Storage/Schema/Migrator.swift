import Primitives

/// Brings a database to the schema this program knows, or says why not.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    private let clock: Clock

    /// - Parameter migrations: those of all targets, in any order
    package init(_ migrations: [Migration], clock: Clock) {
        self.migrations = migrations.sorted { $0.number < $1.number }
        self.clock = clock
    }

    package var known: Int { migrations.last?.number ?? 0 }

    /// The number of the last migration done; 0 for an empty database.
    /// Throws ``StorageError/foreign(_:)`` for a database of another program and ``StorageError/newer(schema:known:)``.
    package func schema(of database: Database) async throws -> Int {
        try await done(in: database).max() ?? 0
    }

    /// Throws ``StorageError/pending(schema:known:)`` unless everything is done.
    package func demandCurrent(_ database: Database) async throws {
        let done = try await done(in: database)
        guard pending(done).isEmpty else { throw StorageError.pending(schema: done.max() ?? 0, known: known) }
    }

    /// Runs what is pending, each step in a transaction of its own, so that what was interrupted goes on where it stopped;
    /// returns the steps done. Throws ``StorageError/ambiguous(number:)`` when two steps claim one number.
    /// - Parameter snapshot: called once before the first step of a database that holds something
    @discardableResult
    package func migrate(_ database: Database, snapshot: (Int) async throws -> Void = { _ in }) async throws -> [Migration] {
        let done = try await done(in: database)
        let pending = pending(done)
        guard !pending.isEmpty else { return [] }
        if let schema = done.max() { try await snapshot(schema) }
        for migration in pending {
            let now = clock.now()
            try await database.overhaul { tx in try MigrationStep(migration, tx).run(at: now) }
        }
        return pending
    }

    /// Makes the tables of an older schema, or of this one, in an empty database that is to be filled with rows: they are empty too, and
    /// indexes come when they are full, by ``makeIndexes(_:upTo:)``. Goes on where it was interrupted.
    package func makeTables(_ database: Database, upTo number: Int) async throws {
        for migration in migrations where migration.number <= number {
            let now = clock.now()
            try await database.overhaul { tx in try MigrationStep(migration.withoutIndexes, tx).run(at: now) }
        }
        try await database.write { tx in
            let store = TableStore(tx)
            try ConstraintStore(tx).setAside()
            for table in try store.all() { try store.empty(table) }
        }
    }

    /// Makes the indexes that are not there yet, and has no two rows alike where the schema says so.
    /// - Parameter told: before each, how many are made and how many there are to make
    package func makeIndexes(_ database: Database, upTo number: Int, told: (Int, Int) throws -> Void = { _, _ in }) async throws {
        let indexes = migrations.filter { $0.number <= number }.flatMap { $0.indexes(database.dialect) }
        let rules = try await database.read { tx in try ConstraintStore(tx).away().filter { !$0.isReference } }
        for (place, index) in indexes.enumerated() {
            try told(place, indexes.count + rules.count)
            try await database.overhaul { tx in try tx.run(index) }
        }
        for (place, rule) in rules.enumerated() {
            try told(indexes.count + place, indexes.count + rules.count)
            try await database.overhaul { tx in try ConstraintStore(tx).bringBack(rule) }
        }
    }

    /// From now on every row that is written names rows that are there. Takes a moment, however many rows there are.
    package func bindRows(_ database: Database) async throws {
        try await database.overhaul { tx in
            let store = ConstraintStore(tx)
            for rule in try store.away() where rule.isReference { try store.bringBack(rule) }
        }
    }

    /// Looks whether all rows do. Others work meanwhile.
    package func checkRows(_ database: Database) async throws {
        for rule in try await database.read({ tx in try ConstraintStore(tx).unchecked() }) {
            try await database.overhaul { tx in try ConstraintStore(tx).check(rule.table, rule.name) }
        }
    }

    /// Goes on from an older schema in a database that is being filled.
    package func goOn(_ database: Database) async throws {
        for migration in pending(try await done(in: database, evenLoading: true)) {
            let now = clock.now()
            try await database.overhaul { tx in try MigrationStep(migration, tx).run(at: now) }
        }
    }

    private func pending(_ done: Set<Int>) -> [Migration] {
        migrations.filter { !done.contains($0.number) }
    }

    /// The numbers of the migrations done.
    private func done(in database: Database, evenLoading: Bool = false) async throws -> Set<Int> {
        let numbers = Set(migrations.map(\.number)), known = known, place = database.place
        if let twice = zip(migrations, migrations.dropFirst()).first(where: { $0.number == $1.number }) {
            throw StorageError.ambiguous(number: twice.0.number)
        }
        return try await database.read { tx in
            let tables = try tx.column(String.self, tx.dialect.tables)
            if tables.isEmpty { return [] }
            guard evenLoading || !tables.contains("loading") else { throw StorageError.unfinished(place) }
            guard tables.contains("schema_step") else { throw StorageError.foreign(place) }
            let done = Set(try tx.column(Int.self, "SELECT number FROM schema_step"))
            if let move = try MoveStore(tx).state() {
                // Its tables are as those of the database they are copied to.
                if move.moved != nil { throw StorageError.moved(to: move.target) }
                guard done.isSuperset(of: numbers) else { throw StorageError.moving }
            }
            guard done.isSubset(of: numbers) else { throw StorageError.newer(schema: done.max() ?? 0, known: known) }
            return done
        }
    }
}

extension Migration {
    private static let makesIndex = "CREATE INDEX "

    fileprivate var withoutIndexes: Migration {
        Migration(number, name) { dialect in statements(dialect).filter { !$0.text.hasPrefix(Self.makesIndex) } }
    }

    /// Statements that may be run again.
    fileprivate func indexes(_ dialect: Dialect) -> [SQL] {
        statements(dialect).filter { $0.text.hasPrefix(Self.makesIndex) }.map {
            SQL(text: "CREATE INDEX IF NOT EXISTS " + $0.text.dropFirst(Self.makesIndex.count), values: $0.values)
        }
    }
}
