import Primitives

/// A process's place among all that write into one database on a server: its number makes its ids its own. Held for 30 seconds,
/// renewed every ten.
package struct NodeLease: Sendable {
    package enum Failure: Error, Equatable, Sendable {
        /// Two nodes would keep files where the other does not look: in folders of their own, in different buckets.
        case separateFolders(String)
        /// A thousand processes are at work.
        case tooMany
        /// Another process has taken the place, since it was not renewed in time.
        case lost
    }

    /// What a process is, for those beside it.
    package struct Process: Sendable {
        let isServing: Bool
        let blobs: BlobStore.Place
        let name: String

        /// - Parameter name: the machine and where it listens, for people
        package init(isServing: Bool, blobs: BlobStore.Place, name: String) {
            self.isServing = isServing
            self.blobs = blobs
            self.name = name
        }
    }

    package static let length = Duration.seconds(30)
    private static let pause = Duration.seconds(10)

    package let number: Int
    private let holder: Int64
    private let database: Database
    private let clock: Clock

    /// Takes the first place that is free. Throws ``Failure``.
    package static func take(_ database: Database, as process: Process, randomness: Randomness, clock: Clock) async throws -> NodeLease {
        let holder = Int64(bitPattern: randomness.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }), now = clock.now()
        let number = try await database.write { tx in
            try NodeStore(tx).take(process, holder, at: now, until: now + length)
        }
        return NodeLease(number: number, holder: holder, database: database, clock: clock)
    }

    /// Renews it until the task is cancelled; returns ``Failure/lost`` when another process has it.
    package func keep(failed: @Sendable (any Error) -> Void) async -> Failure? {
        while (try? await Task.sleep(for: Self.pause)) != nil {
            do {
                if try await !renew() { return .lost }
            } catch {
                failed(error)
            }
        }
        return nil
    }

    /// Whether it was still ours.
    func renew() async throws -> Bool {
        let (number, holder, end) = (number, holder, clock.now() + Self.length)
        return try await database.write { tx in try NodeStore(tx).renew(number, holder, until: end) }
    }

    package func release() async {
        let (number, holder) = (number, holder)
        _ = try? await database.write { tx in try NodeStore(tx).release(number, holder) }
    }
}

extension NodeLease.Failure: UserFacingError {
    package var notice: Notice {
        switch self {
        case .separateFolders(let other): Notice("storage.separateFolders", .refused, ["other": other])
        case .tooMany: Notice("server.tooManyCommands", .refused)
        case .lost: Notice("storage.placeLost", .refused)
        }
    }
}
