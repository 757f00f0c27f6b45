import Storage

/// The rows of a shelf's volumes on a server.
///
/// `derived_search_volume` lists them; the shelf's own table has a row for each term of each; `derived_search_gone` names documents that a
/// volume still holds though they were removed or replaced, in volumes up to a number; `derived_search_turn` is held by whoever makes
/// volumes, one row for new ones and one for binding.
struct VolumeStore {
    /// Rows, and bytes, written by one statement.
    private static let slice = 256
    private static let sliceBytes = 1 << 20

    let tx: Transaction
    let shelf: Shelf

    static func schema(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE derived_search_volume (
                shelf \(varchar: 16) NOT NULL, number BIGINT NOT NULL, first_id BIGINT NOT NULL, last_id BIGINT NOT NULL,
                documents BIGINT NOT NULL, PRIMARY KEY (shelf, number)
            )\(.tableEnd)
            """,
            """
            CREATE TABLE derived_search_gone (
                id BIGINT NOT NULL, number BIGINT NOT NULL, shelf \(varchar: 16) NOT NULL, terms \(.text) NOT NULL, PRIMARY KEY (id, number)
            )\(.tableEnd)
            """,
            "CREATE TABLE derived_search_turn (name \(varchar: 16) PRIMARY KEY, number BIGINT NOT NULL)\(.tableEnd)",
        ] + Turn.allCases.map { "INSERT INTO derived_search_turn (name, number) VALUES (\($0), 0)" }
            + Shelf.allCases.flatMap { schema($0, dialect) }
    }

    /// What a database needs to which only the tables came.
    static func begin(_ tx: Transaction) throws {
        for turn in Turn.allCases {
            try tx.insertMissing("INSERT INTO derived_search_turn (name, number) VALUES (\(turn), 0)", key: "name")
        }
    }

    private static func schema(_ shelf: Shelf, _ dialect: Dialect) -> [SQL] {
        let table = shelf.volumes
        let rows: SQL = """
            CREATE TABLE \(table) (
                volume BIGINT NOT NULL, term \(varchar: 84) NOT NULL, documents BIGINT NOT NULL, ids \(.bytes) NOT NULL,
                places \(.bytes) NOT NULL, PRIMARY KEY (volume, term)
            )\(.tableEnd)
            """
        guard dialect == .postgres else { return [rows] }
        // They are as short as they get.
        return [
            rows, "ALTER TABLE \(table) ALTER COLUMN ids SET STORAGE EXTERNAL", "ALTER TABLE \(table) ALTER COLUMN places SET STORAGE EXTERNAL",
        ]
    }

    /// What one may do at a time, over all nodes.
    enum Turn: String, CaseIterable, Column {
        /// Making new volumes; its number is that of the last.
        case fill
        /// Binding and clearing those there are.
        case bind
    }

    /// Takes a turn until the transaction ends; `nil` where another has it.
    /// - Returns: how often it has been taken
    static func take(_ turn: Turn, _ tx: Transaction) throws -> Int64? {
        try take(turn, "\(.forUpdateSkipLocked)", tx)
    }

    /// The same, when the other has finished.
    static func wait(for turn: Turn, _ tx: Transaction) throws -> Int64 {
        try take(turn, "\(.forUpdate)", tx) ?? 0
    }

    private static func take(_ turn: Turn, _ lock: SQL, _ tx: Transaction) throws -> Int64? {
        let taken: SQL = "SELECT number FROM derived_search_turn WHERE name = \(turn) \(lock)"
        guard let number = try tx.value(Int64.self, taken) else { return nil }
        try tx.run("UPDATE derived_search_turn SET number = \(number + 1) WHERE name = \(turn)")
        return number + 1
    }

    /// The number of the last volume, which stays the last until the transaction ends.
    static func last(_ tx: Transaction) throws -> Int64 {
        try tx.value(Int64.self, "SELECT number FROM derived_search_turn WHERE name = \(Turn.fill) \(.forShare)") ?? 0
    }

    func volumes() throws -> [Volume] {
        try tx.rows("SELECT number, first_id, last_id, documents FROM derived_search_volume WHERE shelf = \(shelf)").map {
            Volume(number: try $0("number"), first: try $0("first_id"), last: try $0("last_id"), documents: try $0("documents"))
        }
    }

    func insert(_ volume: Volume) throws {
        try tx.run(
            """
            INSERT INTO derived_search_volume (shelf, number, first_id, last_id, documents)
            VALUES (\(shelf), \(volume.number), \(volume.first), \(volume.last), \(volume.documents))
            """)
    }

    func remove(_ volumes: [Volume]) throws {
        try tx.run("DELETE FROM derived_search_volume WHERE shelf = \(shelf) AND number IN \(anyOf: volumes.map(\.number))")
    }

    func insert(_ rows: [VolumeRow], into volume: Int64) throws {
        var some: [VolumeRow] = [], bytes = 0
        for row in rows {
            some.append(row)
            bytes += row.ids.count + row.places.count
            guard some.count == Self.slice || bytes > Self.sliceBytes else { continue }
            try write(some, into: volume)
            (some, bytes) = ([], 0)
        }
        try write(some, into: volume)
    }

    private func write(_ rows: [VolumeRow], into volume: Int64) throws {
        for some in rows.inPowersOfTwo(most: Self.slice) {
            let values = some.map { "(\(volume), \(String($0.term)), \($0.documents), \($0.ids), \($0.places))" as SQL }
            try tx.run("INSERT INTO \(shelf.volumes) (volume, term, documents, ids, places) VALUES \(values.joined(separator: ", "))")
        }
    }
}

extension Shelf {
    /// The table of what its volumes hold.
    var volumes: SQL { "derived_\(table)" }
}
