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
            group.addTask { await live.run { house.log.error("live", metadata: ["error": "\($0)"]) } }
            group.addTask { await house.intake.run() }
            group.addTask { await dispatch.run() }
            group.addTask { await house.deskSettings.run { house.log.error("settings", metadata: ["error": "\($0)"]) } }
            group.addTask {
                await EventReading(house.db, readers).run { house.log.error("reader \($0)", metadata: ["error": "\($1)"]) }
            }
            group.addTask { await jobs.run { house.log.error("jobs", metadata: ["error": "\($0)"]) } }
            group.addTask { await Upkeep(house).run() }
        }
    }

    private var readers: [any EventReader] {
        [Receipts(desk: house.desk, settings: house.deskSettings, link: house.guestLink)]
    }

    private var jobs: JobRunner { JobRunner(house.db, [], clock: house.clock) }

    var dispatch: Dispatch { Dispatch(desk: house.desk, carriers: [house.carrier], log: house.log) }

    /// Opens the mail listeners that the settings name.
    func listen() async throws -> [SMTPListener.Running] {
        var running: [SMTPListener.Running] = []
        let receiver = EmailReceiver(archive: house.archive, offices: house.offices, db: house.db, log: house.log)
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

/// Small work that never ends: counters are folded, solved tickets close, the bin is emptied.
struct Upkeep: Sendable {
    private let house: House

    init(_ house: House) {
        self.house = house
    }

    func run() async {
        while !Task.isCancelled {
            do {
                try await fold()
                try await house.desk.closeSolved(after: { house.deskSettings(.closeAfterDays, department: $0) })
            } catch {
                house.log.error("upkeep", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    private func fold() async throws {
        while try await house.db.read({ tx in try CounterStore.waiting(tx) }) > 200 {
            try await house.db.write { tx in try CounterStore.fold(tx, most: 2000) }
        }
    }
}
