import Dispatch
import Synchronization

/// Brings pieces from a thread that reads to a task that takes its time: one is taken while the next waits.
final class Handover<Piece: Sendable>: Sendable {
    /// Whoever takes no piece for so long has gone away.
    private static var patience: DispatchTimeInterval { .seconds(120) }

    let pieces: AsyncStream<Piece>
    private let line: AsyncStream<Piece>.Continuation
    private let room = DispatchSemaphore(value: 0)
    private let isLeft = Atomic(false)

    init() {
        (pieces, line) = AsyncStream.makeStream()
        // Not its first value, to which it would have to come back.
        for _ in 0..<2 { room.signal() }
    }

    /// Waits until there is room. Throws ``CancellationError`` when nobody takes any more, ``StorageError/tooSlow`` when nobody took one.
    func give(_ piece: Piece) throws {
        guard room.wait(timeout: .now() + Self.patience) == .success else { throw StorageError.tooSlow }
        if isLeft.load(ordering: .relaxed) { throw CancellationError() }
        line.yield(piece)
    }

    func makeRoom() { room.signal() }

    /// Nothing is given any more.
    func finish() { line.finish() }

    /// Nothing is taken any more.
    func leave() {
        isLeft.store(true, ordering: .relaxed)
        room.signal()
    }
}
