/// Rules between rows that an engine can take away while a database is being filled in any order, and have back at the end.
struct ConstraintStore {
    private static let prefix = "constraint:"

    private let tx: Transaction

    init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Takes them away; each is noted first.
    func setAside() throws {
        guard let constraints = tx.dialect.constraints else { return }
        for row in try tx.rows(constraints) {
            let (table, name): (String, String) = (try row("in_table"), try row("name"))
            try LoadingStore(tx).note("\(Self.prefix)\(table).\(name)", try row("definition", as: String.self))
            try tx.run("ALTER TABLE \(SQL(name: table)) DROP CONSTRAINT \(SQL(name: name))")
        }
    }

    /// Those that are away, by table and name.
    func away() throws -> [(table: String, name: String)] {
        try LoadingStore(tx).notes(Self.prefix).keys.sorted().compactMap { key in
            key.firstIndex(of: ".").map { (String(key[..<$0]), String(key[key.index(after: $0)...])) }
        }
    }

    /// Has one back, for which every row is looked at.
    func bringBack(_ table: String, _ name: String) throws {
        let store = LoadingStore(tx), note = "\(Self.prefix)\(table).\(name)"
        guard let definition = try store.note(note) else { return }
        try tx.run("ALTER TABLE \(SQL(name: table)) ADD CONSTRAINT \(SQL(name: name)) \(SQL(text: definition, values: []))")
        try store.remove(note)
    }
}
