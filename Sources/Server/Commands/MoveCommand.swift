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
            and the desk stays where it is. Files and the master key stay in the desk's folder.
            """)

    @Option(help: ArgumentHelp("The database it goes to, as sqlite:///path.", valueName: "url")) var to: String?
    @Flag(help: "End a move that was begun.") var stop = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (to == nil) == stop else { throw ValidationError("say where to with --to, or --stop") }
    }

    func run() async throws {
        try await Terminal.refusing {
            let settings = try ServerSettings(options), folder = URL(fileURLWithPath: settings.data, isDirectory: true)
            guard let path = settings.database.path else { throw ServerError.noFile(settings.database.place) }
            guard FileManager.default.fileExists(atPath: path) else { throw ServerError.noDesk(path) }
            let place = try ProcessPlace.inFolder(folder, isServing: false)
            defer { withExtendedLifetime(place) {} }
            guard let lock = try FileLock(folder.appending(path: "locks/move").path, .exclusive) else { throw MoveError.underWay }
            defer { withExtendedLifetime(lock) {} }
            let source = try Database.sqlite(path)
            do {
                if let to { try await move(source, at: path, to: to, settings) } else { try await Move.stop(source) }
            } catch {
                await source.close()
                throw error
            }
            await source.close()
        }
    }

    private func move(_ source: Database, at path: String, to address: String, _ settings: ServerSettings) async throws {
        let to = try DatabaseAddress(address)
        guard let other = to.path else { throw ServerError.noFile(to.place) }
        guard !Self.isSame(path, other) else { throw MoveError.samePlace(other) }
        let target = try Database.sqlite(other, readers: 1, for: .loading), progress = ProgressLine()
        let move = Move(from: source, to: target, schema: Schema.desk, clock: ServerClock.clock, randomness: .system) { progress.show($0) }
        do {
            let outcome = try await move.run()
            progress.end()
            print(Self.words(outcome))
            print("serve it with: amparo serve --data \(settings.data) --database \(address)")
        } catch {
            progress.end()
            await target.close()
            throw error
        }
        await target.close()
    }

    private static func words(_ outcome: Move.Outcome) -> String {
        let seconds = outcome.time / .seconds(1)
        let rate = outcome.copied > 0 && seconds > 0 ? ", copied at \(Int(Double(outcome.copied) / seconds)) rows/s" : ""
        return "moved \(outcome.rows) rows\(rate); "
            + "nobody could write for \(String(format: "%.1f", outcome.pause / .seconds(1))) s"
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        URL(fileURLWithPath: one).resolvingSymlinksInPath().path == URL(fileURLWithPath: other).resolvingSymlinksInPath().path
    }
}
