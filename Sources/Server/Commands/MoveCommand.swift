import ArgumentParser
import Foundation
import Ops
import Primitives
import Storage

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Bring the desk to another database, while it serves.",
        discussion: """
            Copies every table and what is written meanwhile; at the end nobody can write for some seconds, every table is compared, and the \
            old database writes nothing more and says where the desk went. Interrupted, it goes on when it is run again; --stop ends it, \
            and the desk stays where it is. The master key stays in the desk's folder; attachments come into the new database where it keeps \
            them (--blobs, as for serve).
            """)

    @Option(help: ArgumentHelp("The database it goes to, as for serve.", valueName: "url")) var to: String?
    @Flag(help: "End a move that was begun.") var stop = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (to == nil) == stop else { throw ValidationError("say where to with --to, or --stop") }
    }

    func run() async throws {
        try await Terminal.refusing {
            let settings = try ServerSettings(options), folder = URL(fileURLWithPath: settings.data, isDirectory: true)
            if let path = settings.database.path, !FileManager.default.fileExists(atPath: path) { throw ServerError.noDesk(path) }
            try SyncedFile.makeFolder(folder.appending(path: "locks").path)
            guard let lock = try FileLock(folder.appending(path: "locks/move").path, .exclusive) else { throw MoveError.underWay }
            defer { withExtendedLifetime(lock) {} }
            try await Database.open(settings.database).closing { source in
                if let to { try await move(source, to: to, settings) } else { try await Move.stop(source) }
            }
        }
    }

    private func move(_ source: Database, to text: String, _ settings: ServerSettings) async throws {
        let address = try DatabaseAddress(text, password: ProcessInfo.processInfo.environment["AMPARO_DATABASE_PASSWORD"])
        guard !Self.isSame(address, settings.database) else { throw MoveError.samePlace(address.place) }
        let progress = ProgressLine()
        let files = BlobStore(folder: URL(fileURLWithPath: settings.data).appending(path: "blobs"))
        let outcome = try await Database.open(address, for: .loading).closing { target in
            defer { progress.end() }
            return try await Move(
                from: source, to: target, schema: Schema.desk, files: takesFiles(address) ? files : nil, clock: ServerClock.clock,
                randomness: .system) { progress.show($0) }.run()
        }
        for hash in outcome.missing { Terminal.warn(Notice("backup.missingFile", .told, ["file": Terminal.hex(hash)])) }
        print(Self.words(outcome))
        print("serve it with: amparo serve --data \(settings.data) --database \(address.place)")
    }

    /// Whether the new database holds attachments from now on.
    private func takesFiles(_ address: DatabaseAddress) -> Bool {
        (options.blobs.flatMap { BlobStore.Place(rawValue: $0) } ?? .usual(with: address)) == .database
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
