import ArgumentParser
import Customisation
import Foundation
import Mail
import Primitives
import Storage

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look a desk over: folder, database, key, mail; exit 1 when something is wrong.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let settings = try ServerSettings(options)
        var round = Round()
        await round.look("folder") {
            guard FileManager.default.isWritableFile(atPath: settings.data) else { throw StorageError.unreachable(settings.data) }
            return settings.data
        }
        await round.look("database") { try await Self.database(of: options) }
        if let relay = settings.relay {
            await round.look("relay") {
                let client = SMTPClient(relay: relay, hostname: settings.hostname)
                try await client.connect()
                await client.quit()
                return "answers"
            }
        }
        if !round.isWell { throw ExitCode(1) }
    }

    /// With its key, as the house does not open without.
    private static func database(of options: ServerOptions) async throws -> String {
        let house = try await House.forReading(options)
        let words = try await house.db.read { tx in try tx.value(String.self, "PRAGMA quick_check(1)") ?? "" }
        await house.db.close()
        guard words == "ok" else { throw StorageError.corrupt(words) }
        return "schema \(Schema.migrations.map(\.number).max() ?? 0)"
    }

    /// A line for each thing looked at.
    private struct Round {
        var isWell = true

        mutating func look(_ what: String, _ body: () async throws -> String) async {
            do {
                print("ok    \(what): \(try await body())")
            } catch {
                isWell = false
                let text = (error as? any UserFacingError).map { Terminal.words($0.notice) } ?? "\(error)"
                print("wrong \(what): \(text)")
            }
        }
    }
}
