import CSQLite
import Foundation

/// Extended result codes, whose macros Swift does not import (https://sqlite.org/rescode.html).
private enum Extended {
    static let uniqueViolations: Set<Int32> = [2067, 1555, 2579]  // UNIQUE, PRIMARYKEY, ROWID
    static let foreignKey: Int32 = 787
    static let trigger: Int32 = 1811
    static let noRoomForShared: Int32 = 4874  // IOERR_SHMSIZE
}

extension StorageError {
    /// The meaning of a SQLite result code.
    /// - Parameter place: the file it happened to
    init(sqlite handle: OpaquePointer?, _ code: Int32, _ place: String) {
        let words = handle.map { String(cString: sqlite3_errmsg($0)) } ?? ""
        if code == Extended.trigger, let refusal = StorageError(trigger: words) {
            self = refusal
            return
        }
        switch (code, code & 0xFF) {
        case _ where Extended.uniqueViolations.contains(code): self = .duplicate(words)
        case (Extended.foreignKey, _): self = .dangling(words)
        case (_, SQLITE_CONSTRAINT): self = .constraint(words)
        case (_, SQLITE_BUSY), (_, SQLITE_LOCKED): self = .busy
        case (_, SQLITE_INTERRUPT): self = .tooSlow
        case (_, SQLITE_FULL): self = .full
        case (Extended.noRoomForShared, _): self = .full
        case (_, SQLITE_IOERR) where Self.isOutOfRoom(handle): self = .full
        case (_, SQLITE_CORRUPT), (_, SQLITE_NOTADB): self = .corrupt(place)
        case (_, SQLITE_CANTOPEN), (_, SQLITE_READONLY), (_, SQLITE_IOERR): self = .unreachable(place)
        default: self = .engine(code: Int(code), words)
        }
    }

    /// Whether the system said so; SQLite tells a full disk by a code of its own, but not a spent quota.
    private static func isOutOfRoom(_ handle: OpaquePointer?) -> Bool {
        handle.map { [ENOSPC, EDQUOT, EFBIG].contains(sqlite3_system_errno($0)) } ?? false
    }
}
