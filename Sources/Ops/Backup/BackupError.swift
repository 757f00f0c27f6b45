import Primitives

/// Why a backup was not made or not restored.
package enum BackupError: UserFacingError, Equatable {
    /// No passphrase was given, or an empty one.
    case noPassphrase
    /// The file is no backup.
    case notABackup(String)
    /// A newer program wrote it, in a way this one cannot read.
    case newerFormat(String)
    /// The passphrase is another, or the first bytes are damaged.
    case wrongPassphrase(String)
    /// Bytes are missing, were changed or moved.
    case damaged(String)
    /// A newer program's database is in it.
    case newerSchema(Int, known: Int)
    /// What was read back is not what was written.
    case differs(table: String)
    /// There is a desk where one was to be restored.
    case deskExists(String)
    /// Files that nobody names are being removed, which takes its time.
    case sweeping
    /// The key in the environment is not that of the backup.
    case otherKey

    package var notice: Notice {
        switch self {
        case .noPassphrase: Notice("backup.noPassphrase", .invalid)
        case .notABackup(let file): Notice("backup.notABackup", .invalid, ["file": file])
        case .newerFormat(let file): Notice("backup.newerFormat", .refused, ["file": file])
        case .wrongPassphrase(let file): Notice("backup.wrongPassphrase", .refused, ["file": file])
        case .damaged(let file): Notice("backup.damaged", .refused, ["file": file])
        case .newerSchema(let schema, let known):
            Notice("backup.newerSchema", .refused, ["schema": "\(schema)", "known": "\(known)"])
        case .differs(let table): Notice("backup.differs", .refused, ["table": table])
        case .deskExists(let place): Notice("backup.deskExists", .refused, ["place": place])
        case .sweeping: Notice("backup.sweeping", .limited)
        case .otherKey: Notice("backup.otherKey", .refused)
        }
    }
}
