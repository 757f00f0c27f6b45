import Primitives

/// Why the database did not do what it was asked.
package enum StorageError: Error, Equatable, Sendable {
    /// A row with the same unique key is there already.
    case duplicate(String)
    /// A row names another that is not there, or is still named by one.
    case dangling(String)
    /// A table, column or index of that name is there already.
    case exists(String)
    /// Another rule of the schema forbids it.
    case constraint(String)
    /// Others hold what is needed; the same may work later.
    case busy
    /// Another transaction changed what this one had read. It is run again by itself, some times.
    case conflict
    /// A statement took longer than one may.
    case tooSlow
    /// The database was closed.
    case closed
    /// No room is left where the data lies.
    case full
    /// The file is no database, or its pages contradict each other.
    case corrupt(String)
    /// The folder, file or server cannot be reached or written.
    case unreachable(String)
    /// The server does not let this user in, or not do what a desk must.
    case denied(String)
    /// What travels would not be encrypted, or the server's certificate is of nobody who is trusted.
    case insecure(String)
    /// The server has no such database.
    case missing(String)
    /// The server is of a version that lacks what is needed.
    case outdated(String, version: String, needed: String)
    /// The database keeps its texts in something else than UTF-8.
    case encoding(String, found: String)
    /// The database belongs to another program.
    case foreign(String)
    /// A newer Amparo made this database.
    case newer(schema: Int, known: Int)
    /// Migrations are pending and this command does not run them.
    case pending(schema: Int, known: Int)
    /// A restore or a move that fills the database did not come to its end.
    case unfinished(String)
    /// The desk is being moved and writing rests for a moment.
    case moving
    /// The desk has moved to another database, and nothing is written here any more.
    case moved(to: String)
    /// Two migrations of this program claim one number.
    case ambiguous(number: Int)
    /// The master key does not open what is sealed in this database.
    case wrongKey
    /// The store of files did not do what it was asked, in its words.
    case bucket(BucketFailure, String, place: String)
    case unreadable(column: String)
    /// Any other word of the engine.
    case engine(code: Int, String)

    /// Whether the transaction it happened in is lost for all that shared it. Of what the engine ended by itself, the
    /// connection knows.
    package var endsTransaction: Bool {
        switch self {
        case .full, .corrupt, .unreachable, .closed, .conflict: true
        default: false
        }
    }
}

extension StorageError {
    /// Whether it is the disk or the machine, and what was asked may work once that is mended.
    package var mayPass: Bool {
        switch self {
        case .busy, .conflict, .tooSlow, .closed, .full, .corrupt, .unreachable, .denied, .insecure, .missing, .moving, .moved, .bucket: true
        default: false
        }
    }

    /// Whether it is a store of files that is away, or not to be entered: however long that lasts, what was asked is not at fault.
    package var isBucketAway: Bool {
        if case .bucket(let failure, _, _) = self { failure != .damaged } else { false }
    }

    /// Whether it is a store of files that may answer again without anybody's doing here.
    package var comesBack: Bool {
        if case .bucket(let failure, _, _) = self { [.unreachable, .slow, .failing].contains(failure) } else { false }
    }

    /// What a trigger meant that refused a write; `nil` for other words.
    init?(trigger words: String) {
        if words.contains(Dialect.MoveWord.moving) {
            self = .moving
        } else if words.contains(Dialect.MoveWord.moved) {
            self = .moved(to: "")
        } else {
            return nil
        }
    }
}

extension StorageError {
    /// Whether the server was not there, so that nothing of the transaction is either.
    var isOutage: Bool {
        if case .unreachable = self { true } else { false }
    }
}

extension StorageError: UserFacingError {
    package var notice: Notice {
        switch self {
        case .duplicate, .dangling, .exists, .constraint, .unreadable, .ambiguous, .engine: Notice("storage.failed", .refused)
        case .busy, .closed, .conflict, .tooSlow: Notice("storage.busy", .limited)
        case .full: Notice("storage.full", .refused)
        case .corrupt(let place): Notice("storage.corrupt", .refused, ["place": place])
        case .unreachable(let place): Notice("storage.unreachable", .refused, ["place": place])
        case .denied(let place): Notice("storage.denied", .refused, ["place": place])
        case .insecure(let place): Notice("storage.insecure", .refused, ["place": place])
        case .missing(let place): Notice("storage.missing", .refused, ["place": place])
        case .outdated(let place, let version, let needed):
            Notice("storage.outdated", .refused, ["place": place, "version": version, "needed": needed])
        case .encoding(let place, let found): Notice("storage.encoding", .refused, ["place": place, "found": found])
        case .foreign(let place): Notice("storage.foreign", .refused, ["place": place])
        case .newer(let schema, let known): Notice("storage.newer", .refused, ["schema": "\(schema)", "known": "\(known)"])
        case .pending(let schema, let known): Notice("storage.pending", .refused, ["schema": "\(schema)", "known": "\(known)"])
        case .unfinished(let place): Notice("storage.unfinished", .refused, ["place": place])
        case .moving: Notice("storage.moving", .limited)
        case .moved(let place): Notice("storage.moved", .refused, ["place": place])
        case .bucket(let failure, let words, let place): failure.notice(words, place)
        case .wrongKey: Notice("storage.wrongKey", .refused)
        }
    }
}
