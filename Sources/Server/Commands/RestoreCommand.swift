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

    /// Throws ``BackupError``, ``StorageError`` and ``ServerError/isServed(_:)``; nothing is left of what was begun, or nothing that serves.
    func restore(_ file: String, _ passphrase: Passphrase, _ progress: ProgressLine) async throws -> Restoring.Restored {
        let folder = RestoreFolder(settings.data)
        try SyncedFile.makeFolder(settings.data)
        let place = try ProcessPlace.inFolder(folder.url, isServing: true)
        defer { withExtendedLifetime(place) {} }
        let replacement = Replacement(settings.database)
        let isTaken = try await replacement.isTaken()
        guard replace || !isTaken else { throw BackupError.deskExists(settings.database.place) }
        let former = try await FormerDesk.look(settings.database, folder, clock)
        if former.erasures == nil { Terminal.warn(Notice("backup.erasuresUnknown", .told, ["place": settings.database.place])) }
        let restoring = Restoring(file, passphrase, schema: Schema.desk, clock: clock)
        do {
            let restored = try await fill(replacement, restoring, folder, former, progress)
            try replacement.place()
            return restored
        } catch {
            replacement.discard()
            throw error
        }
    }

    private func fill(
        _ replacement: Replacement, _ restoring: Restoring, _ folder: RestoreFolder, _ former: FormerDesk, _ progress: ProgressLine
    ) async throws -> Restoring.Restored {
        let blobs = BlobStore(folder: folder.blobs, place: settings.blobs)
        try restoring.inspect()
        let restored = try await replacement.begin(keeping: former.notes).closing { db in
            try await restoring.fill(db, blobs) { progress.show($0) }
        }
        try folder.demandKey(restored.master)
        try await replacement.reopen().closing { db in
            let own = try await Keyring.load(db, master: restored.master, randomness: .system, clock: clock)
            let desk = Desk(
                db: db, blobs: blobs, keyring: former.keyring ?? own, ids: IDMaker(node: 0, clock: clock), clock: clock,
                randomness: .system, keepers: [ArchiveKeeper(blobs: blobs)])
            try await restoring.settle(desk, erasures: former.erasures ?? [])
            try folder.put(restored.secrets)
            try await restoring.finish(db)
        }
        return restored
    }
}

/// The desk that is replaced: what it was asked to forget, and the keys by which that is known.
private struct FormerDesk {
    private static let prefix = "erasure:"

    /// `nil` when it cannot be read any more.
    var erasures: [Erasure]?
    var keyring: Keyring?

    /// Throws ``ServerError/isServed(_:)``.
    static func look(_ address: DatabaseAddress, _ folder: RestoreFolder, _ clock: Clock) async throws -> FormerDesk {
        if let path = address.path, !FileManager.default.fileExists(atPath: path) { return FormerDesk(erasures: []) }
        guard let db = try? Database.open(address) else { return FormerDesk() }
        return try await db.closing { db in
            try await House.demandAlone(db, clock)
            var former = FormerDesk()
            former.erasures = try? await erasures(db)
            if let master = folder.masterKey {
                former.keyring = try? await Keyring.load(db, master: master, randomness: .system, clock: clock)
            }
            return former
        }
    }

    /// What stands there, and what an interrupted restore noted of it.
    private static func erasures(_ db: Database) async throws -> [Erasure] {
        try await db.read { tx in
            let noted = try LoadingStore(tx).notes(prefix).values.compactMap { JSON<Erasure>(.text($0))?.content }
            let isThere = try TableStore(tx).all().contains { $0.name == "erasure" }
            let standing = isThere ? try Erased.all(tx) : []
            return standing + noted.filter { note in !standing.contains { $0.id == note.id } }
        }
    }

    /// What a restore that begins anew has to know.
    var notes: [String: String] {
        Dictionary((erasures ?? []).compactMap { erasure in String(JSON(erasure).value).map { ("\(Self.prefix)\(erasure.id)", $0) } }) { one, _ in one }
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
