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
        var isWell = true
        func report(_ what: String, _ body: () async throws -> String) async {
            do {
                print("ok    \(what): \(try await body())")
            } catch {
                isWell = false
                let text = (error as? any UserFacingError).map { Terminal.words($0.notice) } ?? "\(error)"
                print("wrong \(what): \(text)")
            }
        }
        let settings = try ServerSettings(options)
        await report("folder") {
            guard FileManager.default.isWritableFile(atPath: settings.data) else { throw StorageError.unreachable(settings.data) }
            return settings.data
        }
        await report("database") {
            let house = try await House(settings, migration: .refuseUnlessEmpty, log: Terminal.log)
            let words = try await house.db.read { tx in try tx.value(String.self, "PRAGMA quick_check(1)") ?? "" }
            await house.db.close()
            guard words == "ok" else { throw StorageError.corrupt(words) }
            return "schema \(Schema.migrations.map(\.number).max() ?? 0)"
        }
        if let relay = settings.relay {
            await report("relay") {
                let client = SMTPClient(relay: relay, hostname: settings.hostname)
                try await client.connect()
                await client.quit()
                return "answers"
            }
        }
        if !isWell { throw ExitCode(1) }
    }
}
