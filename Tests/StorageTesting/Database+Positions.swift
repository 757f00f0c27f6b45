import Events
import Primitives
import Storage

extension Database {
    /// Gives the events so far their positions, as a node does within 50 ms where several commit at once.
    package func givePositions() async throws {
        if !dialect.hasOneWriter { try await write { tx in _ = try EventStore(tx).position(most: 100_000) } }
    }
}

extension EventPositioning {
    /// By the only node.
    package init(_ database: Database) {
        self.init(database, holder: 1, clock: .system)
    }
}
