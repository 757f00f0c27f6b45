import Foundation
import Logging
import Primitives
import Storage

/// Which of the processes on one desk this one is: its ids are its own. On a file only one of them serves or migrates; on a server
/// as many as hold a lease. Held as long as the process lives.
enum ProcessPlace: Sendable {
    /// On a file: 0 for who serves, up to 1,000 for commands.
    case folder(number: Int, FileLock)
    /// On a server, renewed by a task.
    case lease(NodeLease, Task<Void, Never>)
    /// On a department's own database: as on the main one.
    case guest(number: Int)

    private static let commands = 1000

    var number: Int {
        switch self {
        case .folder(let number, _): number
        case .lease(let lease, _): lease.number
        case .guest(let number): number
        }
    }

    /// Throws ``ServerError/isServed(_:)``, and ``ServerError/tooManyCommands``.
    static func inFolder(_ folder: URL, isServing: Bool) throws -> ProcessPlace {
        let locks = folder.appending(path: "locks").path
        try SyncedFile.makeFolder(locks)
        if isServing {
            guard let lock = try FileLock("\(locks)/serve", .exclusive) else { throw ServerError.isServed(folder.path) }
            return .folder(number: 0, lock)
        }
        // Begins anywhere, so that many at once seldom ask for the same.
        let first = Int(getpid()) % Self.commands
        for step in 0..<Self.commands {
            let number = 1 + (first + step) % Self.commands
            if let lock = try FileLock("\(locks)/command-\(number)", .exclusive) { return .folder(number: number, lock) }
        }
        throw ServerError.tooManyCommands
    }

    /// Throws ``NodeLease/Failure``.
    static func onServer(
        _ database: Database, as process: NodeLease.Process, randomness: Randomness, clock: Clock, log: Logger
    ) async throws -> ProcessPlace {
        let lease = try await NodeLease.take(database, as: process, randomness: randomness, clock: clock)
        let keeper = Task {
            let failure = await lease.keep { log.error("place", metadata: ["error": "\($0)"]) }
            guard failure != nil else { return }
            // Its ids would be another's too: it stops, after what was begun is done.
            log.critical("place lost")
            kill(getpid(), SIGTERM)
        }
        return .lease(lease, keeper)
    }

    func leave() async {
        guard case .lease(let lease, let keeper) = self else { return }
        keeper.cancel()
        await keeper.value
        await lease.release()
    }
}
