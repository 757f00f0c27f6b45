import API
import Automation
import Channels
import Customisation
import Events
import Foundation
import Jobs
import Logging
import Mail
import NIOCore
import Primitives
import Search
import Storage
import Tickets
import Web

/// What works in the background while a desk serves: intake, dispatch, readers of events, jobs, the mail listeners.
struct Services: Sendable {
    private let house: House

    init(_ house: House) {
        self.house = house
    }

    /// Works until the task is cancelled.
    func run(telling live: LiveDesk) async {
        let house = house
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await live.run(house.desktop, of: house.apart) { house.log.error("live", metadata: ["error": "\($0)"]) } }
            group.addTask { await house.intake.run() }
            group.addTask { await dispatch.run() }
            if house.apart == nil { group.addTask { await house.deskSettings.run { house.log.error("settings", metadata: ["error": "\($0)"]) } } }
            group.addTask {
                await EventReading(house.db, readers, house.positioning).run { house.log.error("reader \($0)", metadata: ["error": "\($1)"]) }
            }
            group.addTask { await jobs.run { house.log.error("jobs", metadata: ["error": "\($0)"]) } }
            group.addTask { await house.positioning.run { house.log.error("positions", metadata: ["error": "\($0)"]) } }
            group.addTask { await forgetting.run { house.log.error("forgetting", metadata: ["error": "\($0)"]) } }
            group.addTask { await SearchTidying(house.db).run { house.log.error("search", metadata: ["error": "\($0)"]) } }
            group.addTask { await Upkeep(house).run() }
        }
    }

    private var readers: [any EventReader] {
        [
            Receipts(desk: house.desk, settings: house.deskSettings, link: house.guestLink),
            ArchiveForgetting(blobs: house.blobs, keyring: house.keyring), AnswersForgetting(),
        ]
    }

    var readerNames: [String] { readers.map(\.name) }

    private var jobs: JobRunner { JobRunner(house.db, Upkeep(house).chores, clock: house.clock) }

    private var dispatch: Dispatch { Dispatch(desk: house.desk, carriers: [house.letterCarrier], log: house.log) }

    private var forgetting: Forgetting { Forgetting(db: house.db, blobs: house.blobs, clock: house.clock) }

    /// What must be there before anything runs.
    func prepare() async throws {
        try await jobs.plant(house.ids)
    }

    /// Opens the mail listeners that the settings name.
    func listen() async throws -> [SMTPListener.Running] {
        var running: [SMTPListener.Running] = []
        let receiver = EmailReceiver(archive: house.archive, offices: house.offices, log: house.log)
        for (place, dialect, door) in [
            (house.settings.smtp, SMTPListener.Dialect.smtp, RawMail.Door.smtp), (house.settings.lmtp, .lmtp, .lmtp),
        ] {
            guard let place else { continue }
            var configuration = SMTPListener.Configuration(host: place.host, port: place.port, hostname: house.settings.hostname)
            configuration.dialect = dialect
            configuration.encryption = .startTLS(try house.certificate())
            let listener = SMTPListener(configuration: configuration, acceptance: receiver.acceptance(at: door))
            running.append(try await listener.start())
        }
        return running
    }
}
