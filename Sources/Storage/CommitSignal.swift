import Synchronization

/// Tells everyone who waits that something was committed. Signals run together: a waiter is woken once however many came.
package final class CommitSignal: Sendable {
    private struct Listener {
        let tell: @Sendable (Int) -> Void
        let finish: @Sendable () -> Void
    }

    private struct State {
        var count = 0
        var listeners: [Int: Listener] = [:]
        var lastKey = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    package init() {}

    /// How many signals there were. Read before looking for rows, so that ``wait(past:atMost:)`` misses none.
    package var count: Int { state.withLock { $0.count } }

    /// Whether the database was closed.
    package var isFinished: Bool { state.withLock { $0.isFinished } }

    /// One element now and one after each commit; those that come while the last is worked on are one.
    package func stream() -> AsyncStream<Void> {
        listening { _ in }
    }

    /// Waits for a signal past `seen`; for `limit` at most, and no longer than the task and the database live.
    package func wait(past seen: Int, atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await count in self.listening({ $0 }) where count > seen { return } }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Looks for work now, after each commit and whenever `look` asks to, until the task is cancelled or the database closed.
    /// - Parameters:
    ///   - rest: lies between two looks at least, so that thousands of commits a second cost few looks
    ///   - look: returns how long to wait for a commit before it looks again
    package func watch(rest: Duration, _ look: () async -> Duration) async {
        while !Task.isCancelled && !isFinished {
            let seen = count
            let limit = await look()
            guard (try? await Task.sleep(for: rest)) != nil else { return }
            await wait(past: seen, atMost: limit - rest)
        }
    }

    package func raise() {
        let (count, listeners) = state.withLock { state in
            state.count += 1
            return (state.count, Array(state.listeners.values))
        }
        for listener in listeners { listener.tell(count) }
    }

    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    private func listening<Element: Sendable>(_ element: @escaping @Sendable (Int) -> Element) -> AsyncStream<Element> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let listener = Listener(tell: { continuation.yield(element($0)) }, finish: { continuation.finish() })
            let (key, count, isFinished) = state.withLock { state in
                state.lastKey += 1
                if !state.isFinished { state.listeners[state.lastKey] = listener }
                return (state.lastKey, state.count, state.isFinished)
            }
            continuation.onTermination = { _ in _ = self.state.withLock { $0.listeners.removeValue(forKey: key) } }
            continuation.yield(element(count))
            if isFinished { continuation.finish() }
        }
    }
}
