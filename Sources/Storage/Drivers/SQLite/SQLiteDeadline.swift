import CSQLite

/// Ends what a connection is doing when its time is over; kept as long as the connection.
final class SQLiteDeadline {
    /// Steps of SQLite's machine between two looks at the clock: some milliseconds.
    private static let steps: Int32 = 100_000

    private let end: ContinuousClock.Instant

    init(_ end: ContinuousClock.Instant, of handle: OpaquePointer) {
        self.end = end
        sqlite3_progress_handler(
            handle, Self.steps,
            { context in
                guard let context else { return 0 }
                return Unmanaged<SQLiteDeadline>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private var isOver: Bool { ContinuousClock.now > end }
}
