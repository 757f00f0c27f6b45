import Foundation
import Synchronization

/// Work for threads that own a connection: whoever waits is woken, and takes one piece or all that is there.
final class WorkQueue<Piece: Sendable>: Sendable {
    private struct State {
        var pieces: [Piece] = []
        /// Those before it are taken.
        var begin = 0
        var sleepers = 0
        var isClosed = false

        var count: Int { pieces.count - begin }

        mutating func removeFirst(_ number: Int) -> [Piece] {
            let taken = Array(pieces[begin..<begin + number])
            begin += number
            if begin == pieces.count {
                pieces.removeAll(keepingCapacity: pieces.capacity <= 1024)
                begin = 0
            } else if begin > 1024 {
                pieces.removeFirst(begin)
                begin = 0
            }
            return taken
        }
    }

    private let state = Mutex(State())
    private let waiting = DispatchSemaphore(value: 0)
    private let limit: Int

    /// - Parameter limit: more pieces than that wait nowhere and are refused.
    init(limit: Int) {
        self.limit = limit
    }

    /// Throws ``StorageError/busy`` when there is no room, ``StorageError/closed`` when nothing is done any more.
    func add(_ piece: Piece) throws(StorageError) {
        let (refusal, wakes): (StorageError?, Bool) = state.withLock { state in
            if state.isClosed { return (.closed, false) }
            if state.count >= limit { return (.busy, false) }
            state.pieces.append(piece)
            guard state.sleepers > 0 else { return (nil, false) }
            state.sleepers -= 1
            return (nil, true)
        }
        if let refusal { throw refusal }
        if wakes { waiting.signal() }
    }

    /// Up to `most` pieces in the order they came; `nil` when closed and empty. Blocks until there is one.
    /// - Parameter rest: called once when nothing came for a while
    func take(most: Int, afterRest rest: () -> Void = {}) -> [Piece]? {
        var isRested = false
        while true {
            switch takeOrSleep(most) {
            case .taken(let pieces): return pieces
            case .closed: return nil
            case .asleep where isRested: waiting.wait()
            case .asleep:
                guard waiting.wait(timeout: .now() + .seconds(5)) == .timedOut else { continue }
                rest()
                isRested = true
                waiting.wait()
            }
        }
    }

    private enum Outcome { case taken([Piece]), closed, asleep }

    private func takeOrSleep(_ most: Int) -> Outcome {
        state.withLock { state in
            if state.count > 0 { return .taken(state.removeFirst(min(most, state.count))) }
            if state.isClosed { return .closed }
            state.sleepers += 1
            return .asleep
        }
    }

    /// Nothing is added any more; what waits is still done.
    func close() {
        let sleepers = state.withLock { state in
            state.isClosed = true
            defer { state.sleepers = 0 }
            return state.sleepers
        }
        for _ in 0..<sleepers { waiting.signal() }
    }
}
