import Primitives

/// Says of a database that it is being filled by a restore or a move, and how far that is: until it is done, nobody else may work
/// with it.
package struct LoadingStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Whether it is being filled.
    package func isLoading() throws -> Bool {
        try tx.column(String.self, tx.dialect.tables).contains("loading")
    }

    /// Whether there is no table at all.
    package func isEmpty() throws -> Bool {
        try tx.column(String.self, tx.dialect.tables).isEmpty
    }

    package func begin() throws {
        try tx.run("CREATE TABLE IF NOT EXISTS loading (name \(varchar: 190) PRIMARY KEY, note \(.text) NOT NULL)\(.tableEnd)")
    }

    package func note(_ name: String, _ note: String) throws {
        try tx.upsert("INSERT INTO loading (name, note) VALUES (\(name), \(note))", key: "name", update: "note = \(note)")
    }

    package func note(_ name: String) throws -> String? {
        guard try isLoading() else { return nil }
        return try tx.value(String.self, "SELECT note FROM loading WHERE name = \(name)")
    }

    /// Takes away all tables but the notes, whatever they are.
    package func clear() throws {
        let names = try tx.column(String.self, tx.dialect.tables).filter { $0 != "loading" }
        if names.isEmpty { return }
        for statement in tx.dialect.dropping(names) { try tx.run(statement) }
    }

    func forgetAll(but kept: [String: String]) throws {
        for name in try notes("").keys where kept[name] == nil { try remove(name) }
    }

    package func remove(_ name: String) throws {
        try tx.run("DELETE FROM loading WHERE name = \(name)")
    }

    /// Names that begin with `prefix`, and what was noted.
    package func notes(_ prefix: String) throws -> [String: String] {
        guard try isLoading() else { return [:] }
        let rows = try tx.rows("SELECT name, note FROM loading")
        return try rows.reduce(into: [:]) { notes, row in
            let name: String = try row("name")
            if name.hasPrefix(prefix) { notes[String(name.dropFirst(prefix.count))] = try row("note", as: String.self) }
        }
    }

    /// The database is whole and may be worked with.
    package func finish() throws {
        try tx.run("DROP TABLE loading")
    }
}
