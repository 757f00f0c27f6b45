import Foundation
import Primitives
import Storage

/// Which of the processes on one desk this one is: its ids are its own, and only one of them serves or migrates. Held as long as the
/// process lives.
struct ProcessPlace: Sendable {
    enum Work: Sendable {
        /// Serves the desk, or brings its database to another schema.
        case serving
        /// A command beside it.
        case command
    }

    /// 0 for who serves, up to 1,000 for commands.
    let number: Int
    private let lock: FileLock

    private static let commands = 1000

    /// Throws ``ServerError/isServed(_:)``, and ``ServerError/tooManyCommands``.
    init(_ work: Work, in folder: URL) throws {
        let locks = folder.appending(path: "locks").path
        try SyncedFile.makeFolder(locks)
        if work == .serving {
            guard let lock = try FileLock("\(locks)/serve", .exclusive) else { throw ServerError.isServed(folder.path) }
            (number, self.lock) = (0, lock)
            return
        }
        // Begins anywhere, so that many at once seldom ask for the same.
        let first = Int(getpid()) % Self.commands
        for step in 0..<Self.commands {
            let number = 1 + (first + step) % Self.commands
            guard let lock = try FileLock("\(locks)/command-\(number)", .exclusive) else { continue }
            (self.number, self.lock) = (number, lock)
            return
        }
        throw ServerError.tooManyCommands
    }
}
