import Foundation
import Primitives
import Synchronization

@testable import Storage

/// A database server for tests, named by an environment variable. A database that a test has done with is emptied for the next one
/// of the same schema, which takes a hundredth of the time that making its tables does.
struct TestServer {
    /// One that held more rows is not used again: the server goes on reading what is left of them.
    private static let mostRows = 1000

    private struct Books {
        /// The database of a folder, and the names of its migrations.
        var lent: [String: (name: String, schema: Set<String>)] = [:]
        var free: [Set<String>: [String]] = [:]
        /// The rows that the migrations of a schema leave.
        var seeds: [Set<String>: [Seed]] = [:]
        var count = 0
    }

    private static let books = Mutex(Books())

    private let dialect: Dialect
    private let url: String

    /// Throws ``StorageError/unreachable(_:)`` where the variable is not set.
    init(_ engine: TestEngine) throws {
        let variable = engine == .postgres ? "AMPARO_TEST_POSTGRES" : "AMPARO_TEST_MARIADB"
        guard let url = ProcessInfo.processInfo.environment[variable] else { throw StorageError.unreachable(variable) }
        self.url = url
        dialect = engine == .postgres ? .postgres : .mariadb
    }

    /// The address of a folder's database, which is made.
    func url(of folder: String) throws -> String {
        let (name, isNew) = Self.books.withLock { books in
            if let known = books.lent[folder] { return (known.name, false) }
            books.count += 1
            let name = "amparo_\(getpid())_\(books.count)"
            books.lent[folder] = (name, [])
            return (name, true)
        }
        if isNew { try raw(url) { try $0.ask("CREATE DATABASE \(name)") } }
        return address(of: name)
    }

    /// Opens a folder's database, at a schema.
    func open(_ folder: String, _ migrations: [Migration]) async throws -> Database {
        let schema = Set(migrations.map(\.name)), isDesk = schema.contains("storage")
        let (name, isNew) = Self.books.withLock { books in
            if let known = books.lent[folder] { return (known.name, false) }
            books.count += 1
            let spare = !isDesk ? nil : books.free[schema, default: []].popLast()
            let name = spare ?? "amparo_\(getpid())_\(books.count)"
            books.lent[folder] = (name, schema)
            return (name, spare == nil)
        }
        if isNew { try raw(url) { try $0.ask("CREATE DATABASE \(name)") } }
        let database = try Database.open(DatabaseAddress(address(of: name)))
        try await Migrator(migrations, clock: .system).migrate(database)
        if isNew && isDesk { try keepSeeds(schema, in: name) }
        return database
    }

    /// Empties a folder's database for another, or removes it where it is no desk's.
    func giveBack(_ folder: String) throws {
        guard let (name, schema) = Self.books.withLock({ $0.lent.removeValue(forKey: folder) }) else { return }
        if let seeds = Self.books.withLock({ $0.seeds[schema] }), try raw(address(of: name), { try $0.empty(but: seeds, most: Self.mostRows) }) {
            return Self.books.withLock { $0.free[schema, default: []].append(name) }
        }
        try raw(url) { try $0.ask("DROP DATABASE \(name)" + (dialect == .postgres ? " WITH (FORCE)" : "")) }
    }

    private func keepSeeds(_ schema: Set<String>, in name: String) throws {
        if Self.books.withLock({ $0.seeds[schema] != nil }) { return }
        let seeds = try raw(address(of: name)) { try $0.seeds() }
        Self.books.withLock { $0.seeds[schema] = seeds }
    }

    private func address(of name: String) -> String {
        var address = URLComponents(string: url)
        address?.path = "/\(name)"
        address?.queryItems = [URLQueryItem(name: "connections", value: "2")]
        return address?.string ?? ""
    }

    @discardableResult
    private func raw<T>(_ url: String, _ body: (any ServerConnection) throws -> T) throws -> T {
        guard case .server(let address) = try DatabaseAddress(url) else { throw StorageError.unreachable(url) }
        let connection: any ServerConnection =
            dialect == .postgres ? try PostgresConnection(address, for: .work, limit: nil) : try MariaDBConnection(address, for: .work, limit: nil)
        defer { connection.close() }
        return try body(connection)
    }
}

/// A table's rows as the migrations left them.
private struct Seed {
    let table: String
    let rows: [Row]
}

extension ServerConnection {
    @discardableResult
    fileprivate func ask(_ text: String, _ values: [Value] = []) throws -> Int {
        try execute(SQL(text: text, values: values))
    }

    /// Those that hold rows, the youngest first, but for the schema's own.
    private func filled() throws -> [String] {
        let order = dialect == .postgres ? "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid DESC"
            : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = database()"
        let tables = try query(SQL(text: order, values: [])).map { try $0("name", as: String.self) }.filter { !$0.hasPrefix("schema_") }
        let tests = tables.map { "SELECT CASE WHEN EXISTS (SELECT 1 FROM \(quoted($0))) THEN '\($0)' END AS name" }
        let names = Set(try query(SQL(text: tests.joined(separator: " UNION ALL "), values: [])).compactMap { String($0.values[0]) })
        return tables.filter(names.contains)
    }

    private func quoted(_ table: String) -> String { "\"\(table)\"" }

    fileprivate func seeds() throws -> [Seed] {
        defer { rollBack() }
        return try filled().map { Seed(table: $0, rows: try query(SQL(text: "SELECT * FROM \(quoted($0))", values: []))) }
    }

    /// Whether it is empty now; not where there were more rows than `most`.
    fileprivate func empty(but seeds: [Seed], most: Int) throws -> Bool {
        try begin(writing: true)
        if dialect == .mariadb { try ask("SET foreign_key_checks = 0") }
        var rows = 0
        for table in try filled() {
            rows += try ask("DELETE FROM \(quoted(table))")
            if rows > most { return false }
        }
        for seed in seeds {
            for row in seed.rows {
                let marks = row.values.map { _ in "?" }.joined(separator: ", ")
                try ask("INSERT INTO \(quoted(seed.table)) VALUES (\(marks))", row.values)
            }
        }
        try commit()
        return true
    }
}
