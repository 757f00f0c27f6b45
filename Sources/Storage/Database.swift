extension Database {
    /// What it is opened for.
    package enum Use: Sendable {
        /// People and programs at their work.
        case work
        /// To be filled with rows in bulk by this process alone, in any order: what a row names may come later, and a power cut may cost
        /// the last commits.
        case loading
    }
}

/// A desk's database: transactions as synchronous closures on one connection; the pool decides the thread.
package struct Database: Sendable {
    let engine: any Engine

    package var dialect: Dialect { engine.dialect }
    /// The file or server it lies on; for people, without secrets.
    package var place: String { engine.place }
    /// Wakes whoever waits for rows, after each commit by this process or another.
    package var commits: CommitSignal { engine.commits }

    /// Sees one state of the database from begin to end; cannot write.
    package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await supplied { supply in try await engine.read { tx in try tx.supplied(supply, body) } }
    }

    /// Durable when it returns. May be run again after a conflict or beside others in one commit, so it has no side effect
    /// but rows. At most 50 ms: bulk work goes in slices. While a desk that moves takes its last step, it waits.
    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let end = ContinuousClock.now + Self.movePatience
        var least = NumberReserve.block
        while true {
            do {
                let result = try await supplied { supply in try await engine.write { tx in try tx.supplied(supply, body) } }
                for shortage in engine.reserve.shortages() { refill(shortage, least: NumberReserve.block) }
                return result
            } catch let shortage as NumberShortage where !dialect.hasOneWriter {
                try await refill(shortage, least: least)?.value
                least = min(least * 2, NumberReserve.longestBlock)  // one that takes many is not run again for every few
            } catch StorageError.moving where ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(100))
            } catch StorageError.moved {
                throw StorageError.moved(to: try await engine.read { tx in try MoveStore(tx).state()?.target } ?? "")
            }
        }
    }

    /// Sets numbers aside; `nil` where there are enough by now.
    @discardableResult
    private func refill(_ shortage: NumberShortage, least: Int64) -> Task<Void, any Error>? {
        engine.reserve.fill(shortage.sequence, least: least) { [engine] count in
            try await engine.write { tx in try shortage.refill(tx, count) }
        }
    }

    /// A write that may take long: a step of the schema, a check of every row. On a server it has a connection of its own.
    @discardableResult
    package func overhaul<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await engine.overhaul(body)
    }

    /// Runs it again with each thing that it lacked and that lies on another machine.
    func supplied<T>(_ work: (BlobSupply) async throws -> T) async throws -> T {
        var supply = BlobSupply()
        while true {
            do {
                return try await work(supply)
            } catch let shortage as BlobShortage {
                try await supply.fetch(shortage)
            }
        }
    }

    /// How long a write waits for the last step of a move.
    private static let movePatience = Duration.seconds(20)

    /// Has what was overwritten leave the database: in a file it stands until then in its log, and now and then in an unused corner of a page;
    /// on a server in rows that nobody sees and anybody finds who looks into its files. `false` while someone still reads an older state; to
    /// be tried again.
    package func scrub() async throws -> Bool {
        try await engine.scrub()
    }

    /// Has the engine look at what its tables hold, so that it finds the shortest way to an answer.
    package func analyse() async throws {
        try await overhaul { tx in
            for statement in tx.dialect.analysis(try tx.column(String.self, tx.dialect.tables)) { try tx.run(statement) }
        }
    }

    /// The engine and its version, after a look at whether its pages hold together where it has such a look.
    /// Throws ``StorageError/corrupt(_:)``.
    package func inspect() async throws -> String {
        let place = place
        return try await read { tx in
            if let check = tx.dialect.check, case let words = try tx.value(String.self, check) ?? "", words != "ok" {
                throw StorageError.corrupt("\(place): \(words)")
            }
            return try tx.value(String.self, tx.dialect.version) ?? ""
        }
    }

    /// How much room it takes where it lies, in bytes: as the engine estimates it.
    package func size() async throws -> Int {
        try await survey { tx in try tx.value(Int.self, tx.dialect.size) ?? 0 }
    }

    /// Waits for what runs and closes. What is asked afterwards throws ``StorageError/closed``.
    package func close() async {
        await engine.close()
    }
}

/// What an engine does for ``Database``.
protocol Engine: Sendable {
    var dialect: Dialect { get }
    var commits: CommitSignal { get }
    var reserve: NumberReserve { get }
    var surveys: SurveyPlaces { get }
    var place: String { get }
    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    /// - Parameter limit: how long a statement may take
    func survey<T: Sendable>(limit: Duration, _ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    func overhaul<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    func scrub() async throws -> Bool
    func close() async
}
