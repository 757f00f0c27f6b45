import ArgumentParser
import Foundation
import Ops
import Primitives
import Storage

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Bring the desk to another database, or its attachments to another place, while it serves.",
        discussion: """
            Copies every table and what is written meanwhile; at the end nobody can write for some seconds, every table is compared, and the \
            old database writes nothing more and says where the desk went. Interrupted, it goes on when it is run again; --stop ends it, \
            and the desk stays where it is. The master key stays in the desk's folder. Attachments in a folder come into a new database on a \
            server; with --to-blobs they go where it says, from where --blobs says they are. Alone, --to-blobs leaves the database where it \
            is: serve the desk with its new --blobs, then run it once more for what came meanwhile.
            """)

    @Option(help: ArgumentHelp("The database it goes to, as for serve.", valueName: "url")) var to: String?
    @Option(help: ArgumentHelp("Where attachments go: folder, database or s3://…, as --blobs for serve.", valueName: "place"))
    var toBlobs: String?
    @Flag(help: "End a move that was begun.") var stop = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (to == nil && toBlobs == nil) == stop else { throw ValidationError("say where to with --to or --to-blobs, or --stop") }
    }

    func run() async throws {
        try await Terminal.refusing {
            let settings = try ServerSettings(options), folder = URL(fileURLWithPath: settings.data, isDirectory: true)
            if let path = settings.database.path, !FileManager.default.fileExists(atPath: path) { throw ServerError.noDesk(path) }
            try SyncedFile.makeFolder(folder.appending(path: "locks").path)
            guard let lock = try FileLock(settings.lock("move"), .exclusive) else { throw MoveError.underWay }
            defer { withExtendedLifetime(lock) {} }
            try await Database.open(settings.database).closing { source in
                if stop { return try await Move.stop(source) }
                let goal = try toBlobs.map { try BlobStore.Place($0) }
                if let to { return try await move(source, to: to, goal, settings) }
                if let goal { try await moveAttachments(in: source, settings.database, to: goal, settings) }
            }
        }
    }

    private func move(_ source: Database, to text: String, _ goal: BlobStore.Place?, _ settings: ServerSettings) async throws {
        let address = try DatabaseAddress(text, password: ProcessInfo.processInfo.environment["AMPARO_DATABASE_PASSWORD"])
        guard !Self.isSame(address, settings.database) else { throw MoveError.samePlace(address.place) }
        let progress = ProgressLine()
        let place = goal ?? Self.usualPlace(in: address, settings), files = place == .database ? settings.store(settings.blobs) : nil
        let outcome = try await Database.open(address, for: .loading).closing { target in
            defer { progress.end() }
            return try await Move(
                from: source, to: target, schema: Schema.desk, files: files, clock: ServerClock.clock,
                randomness: .system) { progress.show($0) }.run()
        }
        for hash in outcome.missing { Terminal.warn(Notice("backup.missingFile", .told, ["file": Terminal.hex(hash)])) }
        print(Self.words(outcome))
        if place != .database, let goal {
            try await Database.open(address).closing { try await moveAttachments(in: $0, address, to: goal, settings) }
        }
        let blobs = place == .usual(with: address) ? "" : " --blobs '\(place.text)'"
        print("serve it with: amparo serve --data \(settings.data) --database \(address.place)\(blobs)")
    }

    /// Where attachments lie after a move that says nothing of them: a bucket stays, a folder comes into a database on a server.
    private static func usualPlace(in address: DatabaseAddress, _ settings: ServerSettings) -> BlobStore.Place {
        if case .bucket = settings.blobs { return settings.blobs }
        return .usual(with: address)
    }

    private func moveAttachments(
        in database: Database, _ address: DatabaseAddress, to goal: BlobStore.Place, _ settings: ServerSettings
    ) async throws {
        if case .bucket(let bucket) = goal { try await bucket.look() }
        let progress = ProgressLine(), now = ServerClock.clock.now()
        // A desk that looks for them in the database would not find them elsewhere.
        let lock = try FileLock(settings.lock("serve"), .exclusive)
        defer { withExtendedLifetime(lock) {} }
        let others = address.dialect == .sqlite ? [] : try await database.read { tx in try NodeStore(tx).serving(at: now, notWith: goal) }
        let move = AttachmentMove(database, from: settings.store(settings.blobs), to: settings.store(goal)) { progress.show($0) }
        let outcome = try await move.run(clearing: others.isEmpty && (lock != nil || address.dialect != .sqlite))
        progress.end()
        for hash in outcome.missing { Terminal.warn(Notice("backup.missingFile", .told, ["file": Terminal.hex(hash)])) }
        print("moved \(outcome.moved) attachments to \(goal.text)")
        if outcome.left > 0 { print("\(outcome.left) lie in the database too, as a desk serves that may look for them there; run this again later") }
    }

    private static func words(_ outcome: Move.Outcome) -> String {
        let seconds = outcome.time / .seconds(1)
        let rate = outcome.copied > 0 && seconds > 0 ? ", copied at \(Int(Double(outcome.copied) / seconds)) rows/s" : ""
        return "moved \(outcome.rows) rows\(rate); "
            + "nobody could write for \(String(format: "%.1f", outcome.pause / .seconds(1))) s"
    }

    private static func isSame(_ one: DatabaseAddress, _ other: DatabaseAddress) -> Bool {
        func resolved(_ address: DatabaseAddress) -> String {
            address.path.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path } ?? address.place
        }
        return resolved(one) == resolved(other)
    }
}

extension ServerSettings {
    /// The desk's attachments in a place.
    func store(_ place: BlobStore.Place) -> BlobStore {
        BlobStore(folder: URL(fileURLWithPath: data, isDirectory: true).appending(path: "blobs"), place: place)
    }

    fileprivate func lock(_ name: String) -> String { URL(fileURLWithPath: data, isDirectory: true).appending(path: "locks/\(name)").path }
}
