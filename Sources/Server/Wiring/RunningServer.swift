import Channels
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Mail
import NIOCore
import NIOPosix
import Primitives
import ServiceLifecycle
import Storage

/// A desk at work: pages, mail listeners, background work. Ends on SIGTERM or SIGINT, after what was begun is done.
final class RunningServer: Sendable {
    let url: String
    /// Where mail is taken, as `127.0.0.1:2525`.
    let mail: String?

    private let house: House
    private let work: Task<Void, Never>
    private let pages: Task<Void, any Error>
    private let listeners: [SMTPListener.Running]

    private init(
        house: House, url: String, mail: String?, work: Task<Void, Never>, pages: Task<Void, any Error>, listeners: [SMTPListener.Running]
    ) {
        self.house = house
        self.url = url
        self.mail = mail
        self.work = work
        self.pages = pages
        self.listeners = listeners
    }

    /// Returns when pages are served and mail is taken. Throws ``ServerError`` when a port is in use.
    static func start(_ house: House) async throws -> RunningServer {
        let listeners = try await listening(house)
        let front = try FrontDoor(house, mailPort: listeners.first?.port)
        let opening = AsyncThrowingStream<Int, any Error>.makeStream()
        let pages = Task {
            do {
                try await front.serve { port in opening.continuation.yield(port) }
                opening.continuation.finish(throwing: ServerError.stopped)
            } catch {
                opening.continuation.finish(throwing: ServerError.cannotListen(house.settings.http, "\(error)"))
                throw error
            }
        }
        var ports = opening.stream.makeAsyncIterator()
        guard let port = try await ports.next() else { throw ServerError.stopped }
        let services = Services(house), live = front.live, branches = BranchKeeper(house, front: front)
        try await services.prepare()
        await branches.look()
        let work = Task {
            async let others: Void = branches.run()
            await services.run(telling: live)
            await others
        }
        let place = house.settings.http
        let smtp = house.settings.smtp.flatMap { place in listeners.first.map { "\(place.host):\($0.port)" } }
        return RunningServer(
            house: house, url: house.settings.url ?? "http://\(place.host):\(port)", mail: smtp, work: work, pages: pages,
            listeners: listeners)
    }

    private static func listening(_ house: House) async throws -> [SMTPListener.Running] {
        do {
            return try await Services(house).listen()
        } catch let error as IOError {
            throw ServerError.cannotListen(house.settings.smtp ?? house.settings.http, "\(error)")
        }
    }

    /// Returns when the pages have stopped, by a signal.
    func untilStopped() async {
        _ = try? await pages.value
        for listener in listeners { await listener.stop() }
        work.cancel()
        await work.value
        await house.close()
    }
}

enum ServerError: UserFacingError {
    case cannotListen(HostPort, String)
    case stopped
    /// Another process serves the desk in that folder, or brings it to another schema.
    case isServed(String)
    case tooManyCommands
    /// There is no database at that place.
    case noDesk(String)
    /// What is asked works on a SQLite file only.
    case noFile(String)

    var notice: Notice {
        switch self {
        case .cannotListen(let place, let words):
            Notice("server.cannotListen", .refused, ["place": "\(place.host):\(place.port)", "words": words])
        case .stopped: Notice("server.stopped", .refused)
        case .isServed(let folder): Notice("server.isServed", .refused, ["folder": folder])
        case .noDesk(let path): Notice("server.noDesk", .missing, ["path": path])
        case .noFile(let place): Notice("server.noFile", .refused, ["place": place])
        case .tooManyCommands: Notice("server.tooManyCommands", .refused)
        }
    }
}
