import Storage

/// Keeps the index of a server small and fast: binds many small volumes into one. In SQLite the engine does that.
package struct SearchTidying: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Works until the task is cancelled or the database closed.
    package func run(failed: @escaping @Sendable (any Error) -> Void) async {
        if database.dialect == .sqlite { return }
        await database.commits.watch(rest: .seconds(2)) {
            do { try await finish() } catch is CancellationError {} catch { failed(error) }
            return .seconds(60)
        }
    }

    /// Does all there is to do.
    package func finish() async throws {
        while try await step() { try Task.checkCancellation() }
    }

    /// Binds once; whether there may be more to do.
    @discardableResult
    package func step() async throws -> Bool {
        guard database.dialect != .sqlite, try await database.read({ tx in try Self.due(tx) != nil }) else { return false }
        return try await database.overhaul { tx in
            guard try VolumeStore.take(.bind, tx) != nil, let (shelf, volumes) = try Self.due(tx) else { return false }
            var binder = try VolumeBinder(volumes, of: shelf, tx)
            try binder.bind()
            return true
        }
    }

    private static func due(_ tx: Transaction) throws -> (Shelf, [Volume])? {
        for shelf in Shelf.allCases {
            if let volumes = Volume.toBind(try VolumeStore(tx: tx, shelf: shelf).volumes()) { return (shelf, volumes) }
        }
        return nil
    }
}
