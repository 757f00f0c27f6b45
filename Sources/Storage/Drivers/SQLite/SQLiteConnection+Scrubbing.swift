import Primitives

extension SQLiteConnection {
    /// Files larger than this are not written anew, as nobody could write for so long: some seconds.
    private static let mostRebuilt: Int64 = 256 << 20
    /// Others wait meanwhile.
    private static let patience = Duration.milliseconds(250)

    /// Zeroes what nothing points to any more, and empties the log. `secure_delete` clears every cell that is removed, but when a
    /// page is shared out anew to its neighbours a copy may stay in its unused middle: only a file written anew has none.
    /// - Returns: `false` when others were in the way
    static func scrub(_ path: String) throws -> Bool {
        let connection = try SQLiteConnection(path: path, readOnly: false, patience: patience)
        defer { connection.close() }
        do {
            _ = try connection.execute("PRAGMA secure_delete = ON")
            if try connection.size <= mostRebuilt { _ = try connection.execute("VACUUM") }
            let row = try connection.query("PRAGMA wal_checkpoint(TRUNCATE)").first
            return try row?("busy", as: Int64.self) == 0
        } catch StorageError.busy {
            return false
        }
    }

    private var size: Int64 {
        get throws {
            let pages = try query("PRAGMA page_count").first, bytes = try query("PRAGMA page_size").first
            return try (pages?("page_count") ?? 0) * (bytes?("page_size") ?? 0)
        }
    }
}
