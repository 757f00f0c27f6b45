import Storage

/// Compares every table of both databases by the number of its rows and what they hold, while people work: as one state of the old one,
/// but the rows whose changes wait to be copied, which are compared when they are.
struct MoveCheck: Sendable {
    private let move: Move
    private let tables: [TablePair]

    /// - Parameter tables: but those that come to hold more over there than here
    init(_ move: Move, _ tables: [TablePair]) {
        (self.move, self.tables) = (move, tables)
    }

    typealias Waiting = [String: Set<[Value]>]

    /// Throws ``MoveError/differs(table:)``.
    /// - Returns: how many rows were compared
    func run() async throws -> Int {
        let (stream, continuation) = AsyncStream<Waiting>.makeStream()
        async let sums = source { continuation.yield($0) } over: { continuation.finish() }
        var waiting: Waiting = [:]
        for await found in stream { waiting = found }
        let (ours, theirs) = (try await sums, try await target(leavingOut: waiting))
        for table in tables where ours[table.name] != theirs[table.name] { throw MoveError.differs(table: table.name) }
        return ours.values.reduce(0) { $0 + $1.count }
    }

    /// - Parameters:
    ///   - found: is told the keys that wait, as of the same state
    ///   - over: is called in any case, once nothing is found any more
    private func source(_ found: @escaping @Sendable (Waiting) -> Void, over: @escaping @Sendable () -> Void) async throws -> [String: RowSum] {
        let tables = tables
        do {
            return try await move.source.surveyOnce(limit: Database.copyLimit) { tx in
                let waiting = try Self.waiting(tx)
                found(waiting)
                over()
                return try Dictionary(uniqueKeysWithValues: tables.map { table in
                    (table.name, try TableStore(tx).sum(table.source, leavingOut: waiting[table.name] ?? []))
                })
            }
        } catch {
            over()
            throw error
        }
    }

    private func target(leavingOut waiting: Waiting) async throws -> [String: RowSum] {
        var sums: [String: RowSum] = [:]
        for table in tables {
            try move.told(.checking(table.name))
            sums[table.name] = try await move.target.survey(limit: Database.copyLimit) { tx in
                try TableStore(tx).sum(table.target, leavingOut: waiting[table.name] ?? [])
            }
        }
        return sums
    }

    private static func waiting(_ tx: Transaction) throws -> Waiting {
        let all = Dictionary(try TableStore(tx).all().map { ($0.name, $0) }) { one, _ in one }
        return Dictionary(grouping: try MoveStore(tx).changes(in: all, most: .max), by: \.table).mapValues { Set($0.map(\.key)) }
    }
}
