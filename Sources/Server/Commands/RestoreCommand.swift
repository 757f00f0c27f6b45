import ArgumentParser
import Channels
import Foundation
import Ops
import Primitives
import Storage
import Tickets

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a desk back from a backup, on any database.",
        discussion: """
            Into a folder and database that hold no desk, or with --replace in the place of the one there: its list of erasures is applied \
            to what is brought back, so that what was to be forgotten stays forgotten. Mail that waited to leave waits for a person \
            to look. Interrupted, it leaves nothing that serves; run it again.
            """)

    @Argument(help: "The backup.") var file: String
    @Flag(help: "Put it in the place of the desk that is there.") var replace = false
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let phrase = try passphrase.known()
            let progress = ProgressLine()
            let restored = try await RestoredHouse(ServerSettings(options), replace: replace).restore(file, phrase, progress)
            progress.end()
            let totals = restored.totals
            print("restored \(file) of \(restored.manifest.made.text): \(totals.tables) tables, \(totals.rows) rows, \(totals.files) files")
        }
    }
}

/// The place a desk is brought back to.
struct RestoredHouse {
    private let settings: ServerSettings
    private let replace: Bool
    private let clock = ServerClock.clock

    init(_ settings: ServerSettings, replace: Bool) {
        self.settings = settings
        self.replace = replace
    }

    /// Throws ``BackupError``, ``StorageError`` and ``ServerError/isServed(_:)``; nothing is left of what was begun.
    func restore(_ file: String, _ passphrase: Passphrase, _ progress: ProgressLine) async throws -> Restoring.Restored {
        let folder = RestoreFolder(settings.data)
        try SyncedFile.makeFolder(settings.data)
        let place = try ProcessPlace.inFolder(folder.url, isServing: true)
        defer { withExtendedLifetime(place) {} }
        guard let path = settings.database.path else { throw ServerError.noFile(settings.database.place) }
        let replacement = SQLiteReplacement(path)
        guard replace || !replacement.isTaken else { throw BackupError.deskExists(path) }
        let former = replacement.isTaken ? await FormerDesk.look(path, folder, clock) : FormerDesk(erasures: [])
        if former.erasures == nil { Terminal.warn(Notice("backup.erasuresUnknown", .told, ["place": path])) }
        let restoring = Restoring(file, passphrase, schema: Schema.desk, clock: clock)
        do {
            let restored = try await fill(replacement, restoring, folder, former, place, progress)
            try folder.put(restored.secrets)
            try replacement.place()
            return restored
        } catch {
            replacement.discard()
            throw error
        }
    }

    private func fill(
        _ replacement: SQLiteReplacement, _ restoring: Restoring, _ folder: RestoreFolder, _ former: FormerDesk, _ place: ProcessPlace,
        _ progress: ProgressLine
    ) async throws -> Restoring.Restored {
        let blobs = BlobStore(folder: folder.blobs)
        let restored = try await Self.closing(replacement.begin()) { db in
            try await restoring.fill(db, blobs) { progress.show($0) }
        }
        try folder.demandKey(restored.master)
        try await Self.closing(replacement.reopen()) { db in
            let own = try await Keyring.load(db, master: restored.master, randomness: .system, clock: clock)
            let desk = Desk(
                db: db, blobs: blobs, keyring: former.keyring ?? own, ids: IDMaker(node: place.number, clock: clock), clock: clock,
                randomness: .system, keepers: [ArchiveKeeper(blobs: blobs)])
            try await restoring.settle(desk, erasures: former.erasures ?? [])
            try await restoring.finish(db)
        }
        return restored
    }

    private static func closing<T>(_ db: Database, _ body: (Database) async throws -> T) async throws -> T {
        do {
            let result = try await body(db)
            await db.close()
            return result
        } catch {
            await db.close()
            throw error
        }
    }
}

/// The desk that is replaced: what it was asked to forget, and the keys by which that is known.
private struct FormerDesk {
    /// `nil` when it cannot be read any more.
    var erasures: [Erasure]?
    var keyring: Keyring?

    static func look(_ path: String, _ folder: RestoreFolder, _ clock: Clock) async -> FormerDesk {
        guard let db = try? Database.sqlite(path, readers: 1) else { return FormerDesk() }
        var former = FormerDesk()
        former.erasures = try? await db.read { tx in try Erased.all(tx) }
        if let master = folder.masterKey {
            former.keyring = try? await Keyring.load(db, master: master, randomness: .system, clock: clock)
        }
        await db.close()
        return former
    }
}

/// The desk's folder, as far as a restore writes it.
struct RestoreFolder {
    /// Files of the folder that a backup holds.
    static let names = [DeskSecret.masterKey, "mail.crt", "mail.key"]

    let url: URL

    init(_ path: String) {
        url = URL(fileURLWithPath: path, isDirectory: true)
    }

    var blobs: URL { url.appending(path: "blobs") }

    /// The key of the desk that is there.
    var masterKey: MasterKey? {
        let text = environmentKey ?? (try? String(contentsOf: url.appending(path: DeskSecret.masterKey), encoding: .utf8))
        return text.flatMap { MasterKey(text: $0) }
    }

    private var environmentKey: String? { ProcessInfo.processInfo.environment["AMPARO_MASTER_KEY"] }

    /// Throws ``BackupError/otherKey`` when the environment names a key that does not open the backup's secrets.
    func demandKey(_ key: MasterKey) throws {
        if let text = environmentKey, MasterKey(text: text)?.text != key.text { throw BackupError.otherKey }
    }

    /// Writes the secrets; others that were there stay beside them.
    func put(_ secrets: [DeskSecret]) throws {
        for secret in secrets where Self.names.contains(secret.name) {
            let path = url.appending(path: secret.name).path
            if let old = FileManager.default.contents(atPath: path), Array(old) != secret.bytes {
                try SyncedFile.write(Array(old), to: "\(path).before-restore")
            }
            try SyncedFile.write(secret.bytes, to: path)
        }
    }
}
