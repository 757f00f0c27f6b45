import ArgumentParser
import Foundation
import Ops
import Primitives
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the desk into one sealed file, while it serves.",
        discussion: """
            All tables as they are at one moment, the files of attachments, the master key. The file is written beside its place, read \
            back into a desk of its own and compared, and only then put in place of an older one. Whoever has the file and its passphrase \
            has the desk; without the passphrase nobody has.
            """)

    @Argument(help: "The file to write.") var file: String
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let phrase = try passphrase.chosen()
            let house = try await House.forReading(options)
            let progress = ProgressLine()
            let backup = Backup(
                house.db, blobs: house.blobs, secrets: house.secrets, schema: Schema.desk, clock: house.clock, randomness: house.randomness)
            let outcome: Backup.Outcome
            do {
                outcome = try await backup.take(to: file, phrase) { progress.show($0) }
            } catch {
                await house.close()
                throw error
            }
            await house.close()
            progress.end()
            for hash in outcome.missing { Terminal.warn(Notice("backup.missingFile", .told, ["file": Terminal.hex(hash)])) }
            print("backup \(file): \(outcome.totals.tables) tables, \(outcome.totals.rows) rows, \(outcome.totals.files) files; read back and compared")
        }
    }
}

extension House {
    /// What of the folder a desk cannot do without.
    var secrets: [DeskSecret] {
        let folder = URL(fileURLWithPath: settings.data)
        let files = RestoreFolder.names.compactMap { name -> DeskSecret? in
            guard name != DeskSecret.masterKey, let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
            return DeskSecret(name, Array(data))
        }
        return [DeskSecret(DeskSecret.masterKey, Array("\(master.text)\n".utf8))] + files
    }
}
