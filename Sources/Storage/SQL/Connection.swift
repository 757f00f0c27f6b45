/// One connection to one engine, used by one thread. Blocks while the engine works.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }
    func query(_ sql: SQL) throws(StorageError) -> [Row]
    /// Hands over row by row as the engine gives them and keeps none, until `body` says `false`; `body` asks nothing meanwhile.
    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws
    /// The number of rows changed.
    func execute(_ sql: SQL) throws(StorageError) -> Int
    /// Has a statement done whose answer nobody looks at. It may wait for the next one that is answered, or for the commit; what it
    /// meets is thrown there.
    func send(_ sql: SQL) throws(StorageError)
    /// Adds rows in bulk, instead of those that have the same key.
    func load(_ rows: [[Value]], into table: Table) throws(StorageError)
    /// Has it keep what ``fullScans`` needs; only where someone will ask.
    func watchPlans()
    /// The statements so far that walked through a whole table or index, for want of a better one.
    var fullScans: [String] { get }
}

/// What a transaction's closure speaks to. It cannot leave the closure, and nothing in it suspends.
///
/// A statement that failed has ended it, as PostgreSQL does: whoever catches the error and goes on meets it again.
package final class Transaction {
    private let connection: any Connection
    private let reserve: NumberReserve
    private var failure: StorageError?
    /// What was fetched for it from elsewhere.
    var supply = BlobSupply()
    /// Nothing is asked after it.
    var deadline: ContinuousClock.Instant?

    package init(_ connection: any Connection, _ reserve: NumberReserve = NumberReserve()) {
        self.connection = connection
        self.reserve = reserve
    }

    /// A number that this process set aside; throws ``NumberShortage`` when none is left.
    package func reserved(_ sequence: String, refill: @escaping NumberShortage.Refill) throws -> Int64 {
        let shortage = NumberShortage(sequence, refill: refill)
        guard let number = reserve.take(shortage) else { throw shortage }
        return number
    }

    package var dialect: Dialect { connection.dialect }

    /// The statements of this connection that walked through a whole table or index. A test fills the tables, asks what a
    /// page asks, and looks here.
    package var fullScans: [String] { connection.fullScans }

    /// Comes before what ``fullScans`` is to tell of.
    package func watchPlans() { connection.watchPlans() }

    package func rows(_ sql: SQL) throws -> [Row] {
        try attempt { () throws(StorageError) in try connection.query(sql) }
    }

    package func all<T: Fetchable>(_: T.Type, _ sql: SQL) throws -> [T] {
        try rows(sql).map(T.init)
    }

    package func first<T: Fetchable>(_: T.Type, _ sql: SQL) throws -> T? {
        try rows(sql).first.map(T.init)
    }

    /// The first column of the first row; `nil` when there is no row or it holds NULL or something else.
    package func value<T: Readable>(_: T.Type, _ sql: SQL) throws -> T? {
        try rows(sql).first.flatMap { T($0.values[0]) }
    }

    /// The first column of every row.
    package func column<T: Readable>(_: T.Type, _ sql: SQL) throws -> [T] {
        try rows(sql).compactMap { T($0.values[0]) }
    }

    /// Hands over row by row and keeps none, until `body` says `false`. For more rows than memory should hold; nothing else is asked
    /// meanwhile.
    package func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try demandIntact()
        do {
            try connection.each(sql, body)
        } catch let error as StorageError {
            failure = error
            throw error
        }
    }

    package func exists(_ sql: SQL) throws -> Bool {
        try !rows(sql).isEmpty
    }

    /// Has a statement done. It may travel with what comes after it, so what it meets is thrown by itself, by one of the next
    /// statements, or by the write as a whole.
    package func run(_ sql: SQL) throws {
        try attempt { () throws(StorageError) in try connection.send(sql) }
    }

    /// How many rows a statement changed.
    package func changed(by sql: SQL) throws -> Int {
        try attempt { () throws(StorageError) in try connection.execute(sql) }
    }

    func load(_ rows: [[Value]], into table: Table) throws {
        try attempt { () throws(StorageError) in try connection.load(rows, into: table) }
    }

    package func upsert(_ insert: SQL, key: SQL, update: SQL) throws {
        try run(dialect.upsert(insert, key: key, update: update))
    }

    package func insertMissing(_ insert: SQL, key: SQL) throws {
        try run(dialect.insertMissing(insert, key: key))
    }

    /// The same; whether the row was new.
    package func insertedMissing(_ insert: SQL, key: SQL) throws -> Bool {
        try changed(by: dialect.insertMissing(insert, key: key)) > 0
    }

    /// Wakes the other processes on this database when the transaction commits.
    package func wakeOthers() throws {
        if let wake = dialect.wake { try run(wake) }
    }

    /// Makes what may be there already; only where a change of the schema commits by itself, so that nothing else is lost by it.
    func runUnlessThere(_ sql: SQL) throws {
        do {
            _ = try changed(by: sql)
        } catch StorageError.exists {
            failure = nil
        }
    }

    /// Throws the error that a closure kept to itself, and where its time is over.
    func demandIntact() throws(StorageError) {
        if let failure { throw failure }
        if let deadline, ContinuousClock.now > deadline { throw StorageError.tooSlow }
    }

    private func attempt<T>(_ work: () throws(StorageError) -> T) throws(StorageError) -> T {
        try demandIntact()
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}
