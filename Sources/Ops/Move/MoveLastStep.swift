import Primitives
import Storage

/// Has writing rest, copies what is left, and says in the old database where the desk went.
struct MoveLastStep {
    /// How long writing rests at most, in seconds, when this process dies; asked for anew while it works.
    private static let lease = 10
    private static let renewal = Duration.seconds(4)
    private static let mostTries = 5

    private let move: Move
    private var changes: MoveChanges
    private let token: String

    init(_ move: Move, _ changes: MoveChanges, _ token: String) {
        (self.move, self.changes, self.token) = (move, changes, token)
    }

    /// - Parameter files: has the files that came meanwhile follow
    /// - Returns: how long nobody could write
    mutating func take(_ files: MoveFiles?) async throws -> Duration {
        let begin = ContinuousClock.now
        do {
            for _ in 0..<Self.mostTries {
                try await copyRest(files)
                if try await finish() { return ContinuousClock.now - begin }
            }
            throw MoveError.tooBusy
        } catch {
            let token = token
            try? await move.source.overhaul { tx in try MoveStore(tx).pause(token, for: 0) }
            throw error
        }
    }

    private mutating func copyRest(_ files: MoveFiles?) async throws {
        try await pause()
        var renewed = ContinuousClock.now
        while try await changes.step() > 0 {
            guard ContinuousClock.now - renewed > Self.renewal else { continue }
            try await pause()
            renewed = .now
        }
        try await files?.copy()
    }

    private func pause() async throws {
        let token = token
        try await move.source.overhaul { tx in try MoveStore(tx).pause(token, for: Self.lease) }
    }

    /// Whether writing rested until now.
    private func finish() async throws -> Bool {
        let token = token, now = move.clock.now()
        return try await move.source.write { tx in try MoveStore(tx).finish(token, at: now) }
    }
}
