import Primitives
import Storage

/// Does something about events, each exactly once: what it writes and how far it has read are one commit.
package protocol EventReader: Sendable {
    /// Its name in the table of cursors; never changed once released.
    var name: String { get }
    /// Skips the kinds it does not know.
    func read(_ event: Event, _ tx: Transaction) throws
}

/// Walks readers through the log as it grows.
package struct EventReading: Sendable {
    /// Events in one commit at most.
    private static let slice = 64

    private let database: Database
    private let readers: [any EventReader]
    private let positioning: EventPositioning
    /// How long a reader that failed waits before it is tried again.
    private let pause: Duration

    package init(_ database: Database, _ readers: [any EventReader], _ positioning: EventPositioning, pause: Duration = .seconds(1)) {
        self.database = database
        self.readers = readers
        self.positioning = positioning
        self.pause = pause
    }

    /// Reads until the task is cancelled or the database closed. A reader that fails is tried again after a pause and holds up
    /// no other.
    package func run(failed: @escaping @Sendable (String, any Error) -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            for reader in readers {
                group.addTask {
                    await database.commits.watch(rest: .milliseconds(10)) {
                        do {
                            try await catchUp(reader)
                        } catch {
                            failed(reader.name, error)
                            try? await Task.sleep(for: pause)
                        }
                        return .seconds(1)
                    }
                }
            }
        }
    }

    /// Reads what is there now, with every reader.
    package func catchUp() async throws {
        if !database.dialect.hasOneWriter { while try await positioning.step() > 0 {} }
        for reader in readers { try await catchUp(reader) }
    }

    private func catchUp(_ reader: any EventReader) async throws {
        var most = Self.slice
        while !Task.isCancelled, let slice = try await unread(by: reader, most: most) {
            do {
                try await database.write { tx in try slice.work(off: reader, tx) }
            } catch _ where most > 1 {
                most = 1  // one by one, so that all is done that comes before the event it fails on
            }
        }
    }

    private func unread(by reader: any EventReader, most: Int) async throws -> Slice? {
        try await database.read { tx in
            let store = EventStore(tx), start = try store.cursor(of: reader.name)
            let events = try store.after(start, most: most)
            return events.isEmpty ? nil : Slice(start: start, events: events)
        }
    }
}

/// Events that a reader reads in one commit.
private struct Slice: Sendable {
    /// Where the reader was when they were fetched.
    let start: Int64
    let events: [Event]

    /// Does nothing when another process read them meanwhile.
    func work(off reader: any EventReader, _ tx: Transaction) throws {
        let store = EventStore(tx)
        guard let end = events.last?.position, try store.move(reader.name, from: start, to: end) else { return }
        for event in events { try reader.read(event, tx) }
    }
}
