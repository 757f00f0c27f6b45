import Primitives

/// One step of the schema on its way into a database.
///
/// Where a change of the schema commits at once, each statement is noted when it is done, so that a step that was interrupted goes on
/// behind the last; that one may have been done without being noted, and is then found to be there.
struct MigrationStep {
    private let migration: Migration
    private let tx: Transaction

    init(_ migration: Migration, _ tx: Transaction) {
        self.migration = migration
        self.tx = tx
    }

    func run(at now: Instant) throws {
        if let lock = tx.dialect.schemaLock { _ = try tx.rows(lock) }
        try makeTables()
        // Another process may have been faster.
        if try tx.exists("SELECT 1 AS one FROM schema_step WHERE number = \(migration.number)") { return }
        if tx.dialect.rollsBackSchema {
            for statement in migration.statements(tx.dialect) { try tx.run(statement) }
        } else {
            try runOneByOne()
        }
        try tx.run("INSERT INTO schema_step (number, name, done_at) VALUES (\(migration.number), \(migration.name), \(now))")
    }

    private func makeTables() throws {
        try tx.run(
            """
            CREATE TABLE IF NOT EXISTS schema_step (
                number BIGINT PRIMARY KEY, name \(.text) NOT NULL, done_at BIGINT NOT NULL
            )\(.tableEnd)
            """)
        if tx.dialect.rollsBackSchema { return }
        try tx.run(
            "CREATE TABLE IF NOT EXISTS schema_part (number BIGINT NOT NULL, part BIGINT NOT NULL, PRIMARY KEY (number, part))\(.tableEnd)")
    }

    private func runOneByOne() throws {
        let done = try tx.value(Int.self, "SELECT count(*) FROM schema_part WHERE number = \(migration.number)") ?? 0
        for (part, statement) in migration.statements(tx.dialect).enumerated().dropFirst(done) {
            try tx.runUnlessThere(statement)
            try tx.run("INSERT INTO schema_part (number, part) VALUES (\(migration.number), \(part))")
        }
    }
}
