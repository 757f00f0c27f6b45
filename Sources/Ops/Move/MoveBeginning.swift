import Primitives
import Storage

/// Finds out where a move stands, and begins it: first the old database notes changes, then the new one knows whose copy it is.
struct MoveBeginning {
    private let move: Move

    init(_ move: Move) {
        self.move = move
    }

    /// What both databases know the move by; `nil` when only opening the new one is left.
    /// Throws ``MoveError/targetTaken(_:)``, ``MoveError/otherMove(_:)`` and ``StorageError/moved(to:)``.
    func token(_ tables: MovedTables) async throws -> String? {
        let state = try await move.source.read { tx in try MoveStore(tx).state() }
        let (isEmpty, copied) = try await target()
        if let state, state.moved != nil {
            guard copied == state.token else { throw StorageError.moved(to: state.target) }
            return nil
        }
        if let copied {
            guard copied == state?.token else { throw MoveError.otherMove(move.target.place) }
            return copied
        }
        guard isEmpty else { throw MoveError.targetTaken(move.target.place) }
        if let state, state.target != move.target.place { throw MoveError.otherMove(state.target) }
        return try await begin(state?.token ?? move.randomness.token(), tables)
    }

    /// Whether nothing is there, and whose copy it is.
    private func target() async throws -> (isEmpty: Bool, token: String?) {
        try await move.target.read { tx in
            let store = LoadingStore(tx)
            guard try store.isLoading() else { return (try store.isEmpty(), nil) }
            return (false, try store.note("move"))
        }
    }

    private func begin(_ token: String, _ tables: MovedTables) async throws -> String {
        try await move.schema.migrator(move.clock).demandCurrent(move.source)
        let place = move.target.place
        try await move.source.overhaul { tx in try MoveStore(tx).begin(token, to: place, tables.all) }
        try await move.target.write { tx in
            let store = LoadingStore(tx)
            try store.begin()
            try store.note("move", token)
        }
        return token
    }
}
