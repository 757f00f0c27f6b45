import Primitives

/// The rows of the processes on a database.
package struct NodeStore {
    /// Ids have room for 1,024; the first is for who has the database alone.
    private static let numbers: ClosedRange<Int> = 1...1023
    /// So long the number of a process that was cut off is given to nobody else: it goes on with it when it is back.
    private static let absence = Duration.days(1)

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// The names of those that serve now: none before the table is there.
    package func serving(at now: Instant) throws -> [String] {
        guard try tx.column(String.self, tx.dialect.tables).contains("node") else { return [] }
        return try tx.column(String.self, "SELECT name FROM node WHERE is_serving = 1 AND until > \(now) ORDER BY number")
    }

    /// Of those that serve now, the ones that keep attachments elsewhere.
    package func serving(at now: Instant, notWith place: BlobStore.Place) throws -> [String] {
        try tx.column(String.self, "SELECT name FROM node WHERE is_serving = 1 AND until > \(now) AND blobs <> \(place.mark) ORDER BY number")
    }

    func take(_ process: NodeLease.Process, _ holder: Int64, at now: Instant, until end: Instant) throws -> Int {
        let known = try tx.rows("SELECT number, name, blobs, is_serving, until FROM node ORDER BY until")
        let living = try known.filter { try $0("until", as: Instant.self) > now }
        if process.isServing, let other = try living.first(where: { try $0("is_serving") && clashes($0, process) }) {
            throw NodeLease.Failure.separateFolders(try other("name"))
        }
        let number = try free(known, at: now)
        try tx.upsert(
            """
            INSERT INTO node (number, holder, is_serving, blobs, name, until)
            VALUES (\(number), \(holder), \(process.isServing), \(process.blobs.mark), \(process.name), \(end))
            """, key: "number",
            update: "holder = \(holder), is_serving = \(process.isServing), blobs = \(process.blobs.mark), name = \(process.name), until = \(end)")
        return number
    }

    /// The first that is free, at need the one that was left longest ago without a word.
    private func free(_ known: [Row], at now: Instant) throws -> Int {
        let kept = try known.filter { try $0("until", as: Instant.self) > now - Self.absence }
        let taken = Set(try kept.map { try $0("number", as: Int.self) })
        if let number = Self.numbers.first(where: { !taken.contains($0) }) { return number }
        let left = try kept.first { try $0("until", as: Instant.self) <= now }
        guard let left else { throw NodeLease.Failure.tooMany }
        return try left("number")
    }

    /// Whether it was still this holder's.
    func renew(_ number: Int, _ holder: Int64, until end: Instant) throws -> Bool {
        try tx.changed(by: "UPDATE node SET until = \(end) WHERE number = \(number) AND holder = \(holder)") > 0
    }

    func release(_ number: Int, _ holder: Int64) throws {
        try tx.run("UPDATE node SET until = 0 WHERE number = \(number) AND holder = \(holder)")
    }

    private func clashes(_ row: Row, _ process: NodeLease.Process) throws -> Bool {
        try process.blobs == .folder || row("blobs", as: String.self) != process.blobs.mark
    }
}

extension BlobStore.Place {
    /// What the rows of two nodes share when each finds the other's files; at most 16 letters.
    fileprivate var mark: String {
        switch self {
        case .folder: "folder"
        case .database: "database"
        case .bucket(let bucket): "s3-" + Hex.text(BlobStore.hash(Array(bucket.address.place.utf8)).prefix(6))
        }
    }
}
