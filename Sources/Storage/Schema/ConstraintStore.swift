/// Rules between rows that an engine can take away while a database is being filled in any order, and have back at the end.
struct ConstraintStore {
    private static let prefix = "constraint:"

    private let tx: Transaction

    init(_ tx: Transaction) {
        self.tx = tx
    }

    /// A rule that is away.
    struct Rule: Sendable {
        let table: String
        let name: String
        let definition: String

        /// Whether it says that a row names one that is there; else that no two are alike.
        var isReference: Bool { definition.hasPrefix("FOREIGN KEY") }
        fileprivate var note: String { "\(prefix)\(table).\(name)" }
    }

    /// Takes them away; each is noted first.
    func setAside() throws {
        guard let constraints = tx.dialect.constraints else { return }
        for row in try tx.rows(constraints) {
            let rule = Rule(table: try row("in_table"), name: try row("name"), definition: try row("definition"))
            try LoadingStore(tx).note(rule.note, rule.definition)
            try tx.run("ALTER TABLE \(SQL(name: rule.table)) DROP CONSTRAINT \(SQL(name: rule.name))")
        }
    }

    func away() throws -> [Rule] {
        try LoadingStore(tx).notes(Self.prefix).sorted { $0.key < $1.key }.compactMap { key, definition in
            key.firstIndex(of: ".").map { Rule(table: String(key[..<$0]), name: String(key[key.index(after: $0)...]), definition: definition) }
        }
    }

    /// Has one back. A reference holds for what is written from now on; whether all rows keep to it is looked at by ``check(_:_:)``.
    func bringBack(_ rule: Rule) throws {
        let definition = SQL(text: rule.definition + (rule.isReference ? " NOT VALID" : ""), values: [])
        try tx.run("ALTER TABLE \(SQL(name: rule.table)) ADD CONSTRAINT \(SQL(name: rule.name)) \(definition)")
        try LoadingStore(tx).remove(rule.note)
    }

    /// Those that hold for what is written, and were not looked at for all rows.
    func unchecked() throws -> [(table: String, name: String)] {
        guard let unchecked = tx.dialect.uncheckedConstraints else { return [] }
        return try tx.rows(unchecked).map { (try $0("in_table"), try $0("name")) }
    }

    /// Others work meanwhile.
    func check(_ table: String, _ name: String) throws {
        try tx.run("ALTER TABLE \(SQL(name: table)) VALIDATE CONSTRAINT \(SQL(name: name))")
    }
}
