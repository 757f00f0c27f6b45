import ArgumentParser
import Channels
import Customisation
import Foundation
import Mail
import Outbox
import Primitives
import Storage

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look a desk over: folder, room, attachments, database, key, mail, relay; exit 1 when something is wrong.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let settings = try ServerSettings(options)
        var findings = Findings()
        // Where there is no folder there is no desk to look at, and none is made.
        guard await findings.report("folder", { try folder(settings.data) }) else { throw ExitCode(1) }
        await findings.report("room") { try room(in: settings.data) }
        await findings.report("attachments") { try await attachments(settings.blobs) }
        var opened: House?
        await findings.report("database") {
            let house = try await House.forReading(options)
            opened = house
            return try await database(house)
        }
        if let house = opened {
            let departments = (try? await house.db.read { tx in try DepartmentStore(tx).all() }) ?? []
            for department in departments {
                var rooms = house
                if department.isApart {
                    await findings.report("database of \(department.name)") {
                        rooms = try await house.rooms(of: department)
                        return try await database(rooms)
                    }
                    if rooms.apart == nil { continue }
                }
                await findings.report("mail of \(department.name)") { try await mail(of: department.id, rooms) }
                await findings.report("outbox of \(department.name)") { try await outbox(of: department.id, rooms) }
                if department.isApart { await rooms.close() }
            }
            for (name, relay) in relays(of: departments, house) {
                await findings.report("relay of \(name)") { try await answer(of: relay, house) }
            }
            await house.close()
        }
        if !findings.isWell { throw ExitCode(1) }
    }

    private func folder(_ path: String) throws -> String {
        guard FileManager.default.isWritableFile(atPath: path) else { throw StorageError.unreachable(path) }
        return path
    }

    private func room(in path: String) throws -> String {
        var system = statvfs()
        guard statvfs(path, &system) == 0 else { throw StorageError.unreachable(path) }
        let free = (Int64(system.f_bavail) * Int64(system.f_frsize)) >> 20
        guard free >= Self.leastRoom else { throw StorageError.full }
        return "\(free) MB"
    }

    /// Megabytes: a mail of the largest size, and what the database needs beside it.
    private static let leastRoom: Int64 = 128

    private func attachments(_ place: BlobStore.Place) async throws -> String {
        if case .bucket(let bucket) = place { try await bucket.look() }
        return place.text
    }

    private func database(_ house: House) async throws -> String {
        let server = try await house.db.inspect()
        return "\(house.db.place) (\(server)), schema \(Schema.migrations.map(\.number).max() ?? 0)"
    }

    private func mail(of department: ID<Department>, _ house: House) async throws -> String {
        let before = house.clock.now() - .minutes(5)
        let (quarantined, unread) = try await house.db.read { tx in
            let archive = ArchiveStore(tx)
            return (try archive.quarantined(department: department), try archive.unread(department: department, before: before))
        }
        if quarantined > 0 { throw DoctorFinding.quarantined(quarantined) }
        if unread > 0 { throw DoctorFinding.unread(unread) }
        return "all read"
    }

    private func outbox(of department: ID<Department>, _ house: House) async throws -> String {
        let troubles = try await house.db.read { tx in try OutboxStore(tx).troubles(of: department) }
        guard let words = troubles.words else { return "nothing is stuck" }
        throw DoctorFinding.stuck(troubles.count, words)
    }

    /// Each once, by the department that names it.
    private func relays(of departments: [Department], _ house: House) -> [(String, SMTPRelay)] {
        var seen: Set<String> = []
        return departments.compactMap { department in
            guard let relay = house.relay(department.id), seen.insert("\(relay.host):\(relay.port)").inserted else { return nil }
            return (department.name, relay)
        }
    }

    private func answer(of relay: SMTPRelay, _ house: House) async throws -> String {
        var timeouts = SMTPTimeouts()
        (timeouts.connect, timeouts.greeting, timeouts.command) = (.seconds(10), .seconds(10), .seconds(10))
        let client = SMTPClient(relay: relay, hostname: house.settings.hostname, timeouts: timeouts)
        do {
            try await client.connect()
        } catch {
            throw DoctorFinding.relay("\(relay.host):\(relay.port)", error.words.isEmpty ? Terminal.words(error.notice) : error.words)
        }
        await client.quit()
        return "\(relay.host):\(relay.port) answers"
    }
}

/// What was looked at, a line each.
private struct Findings {
    private(set) var isWell = true

    /// Whether it is well.
    @discardableResult
    mutating func report(_ what: String, _ body: () async throws -> String) async -> Bool {
        do {
            print("ok    \(what): \(try await body())")
            return true
        } catch {
            isWell = false
            print("wrong \(what): \((error as? any UserFacingError).map { Terminal.words($0.notice) } ?? "\(error)")")
            return false
        }
    }
}

enum DoctorFinding: UserFacingError {
    case quarantined(Int)
    case unread(Int)
    case stuck(Int, String)
    case relay(String, String)

    var notice: Notice {
        switch self {
        case .quarantined(let count): Notice("doctor.quarantined", .refused, ["count": "\(count)"])
        case .unread(let count): Notice("doctor.unread", .refused, ["count": "\(count)"])
        case .stuck(let count, let words): Notice("doctor.stuck", .refused, ["count": "\(count)", "words": words])
        case .relay(let place, let words): Notice("doctor.relay", .refused, ["place": place, "words": words])
        }
    }
}
