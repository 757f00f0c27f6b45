import ArgumentParser
import Customisation
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
    @Option(help: ArgumentHelp("Of a department with a database of its own: what its ticket numbers begin with.", valueName: "prefix"))
    var department: String?
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let phrase = try passphrase.chosen()
            let house = try await House.forReading(options)
            let progress = ProgressLine()
            let outcome: Backup.Outcome
            do {
                let rooms = try await chosen(of: house)
                let backup = Backup(
                    rooms.db, blobs: rooms.blobs, secrets: house.secrets, schema: Schema.desk, clock: house.clock, randomness: house.randomness)
                outcome = try await rooms.using { try await backup.take(to: file, phrase) { progress.show($0) } }
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

    /// The rooms to be copied. Says which departments have databases of their own, when it is not one of those.
    private func chosen(of house: House) async throws -> House {
        let all = try await house.db.read { tx in try DepartmentStore(tx).all() }
        guard let department else {
            for other in all where other.isApart { Terminal.warn(Notice("backup.apart", .told, ["name": other.name, "prefix": other.prefix])) }
            return house
        }
        guard let named = all.first(where: { $0.prefix == department.uppercased() }) else { throw DepartmentError.notFound }
        guard named.isApart else { throw DepartmentError.isInMain }
        return try await house.rooms(of: named)
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
