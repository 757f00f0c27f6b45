import Foundation

/// The threads of one file, and their end.
final class ThreadGroup: Sendable {
    private let running = DispatchGroup()
    private let last = DispatchGroup()
    private let isOver = DispatchSemaphore(value: 0)

    typealias Body = @Sendable (SQLiteConnection) -> Void

    func start(_ name: String, owning connection: sending SQLiteConnection, _ body: @escaping Body) {
        start(name, in: running, connection, body)
    }

    /// Its connection is closed after those of all others, so that SQLite can tidy up its files.
    func startLast(_ name: String, owning connection: sending SQLiteConnection, _ body: @escaping Body) {
        let running = running
        start(name, in: last, connection) { connection in
            body(connection)
            running.wait()
        }
    }

    private func start(_ name: String, in group: DispatchGroup, _ connection: sending SQLiteConnection, _ body: @escaping Body) {
        group.enter()
        nonisolated(unsafe) let connection = connection  // handed over: nobody else holds it
        let thread = Thread {
            body(connection)
            connection.close()  // not left to the end of the thread, for which nobody waits
            group.leave()
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Commits of other processes are seen by the file's version, every 100 ms.
    func watch(_ connection: SQLiteConnection, raising signal: CommitSignal) {
        var seen: Value?
        repeat {
            let version = (try? connection.query("PRAGMA data_version"))?.first?.values.first
            if version != seen {
                seen = version
                signal.raise()
            }
        } while isOver.wait(timeout: .now() + .milliseconds(100)) == .timedOut
    }

    func stopWatching() {
        isOver.signal()
    }

    /// Waits until all have ended.
    func finish() async {
        stopWatching()
        await withCheckedContinuation { continuation in
            last.notify(queue: .global()) { continuation.resume() }
        }
    }
}
