import Foundation
import Synchronization

/// A mail server that answers as a test wants, and remembers what it was told.
final class FakeServer: Sendable {
    enum Answer: Sendable {
        case say(String)
        case hangUp
        /// Says this, then hangs up.
        case sayAndHangUp(String)
        case nothing
    }

    private let listener: RawListener
    private let heard = Mutex<[String]>([])

    var port: Int { listener.port }
    /// Commands in order; a mail stands there whole, after `DATA`, up to its final dot.
    var log: [String] { heard.withLock { $0 } }

    static let hello = "250-fake\r\n250-PIPELINING\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8\r\n"

    /// - Parameter answer: what to say to a command; `CONNECT` asks for the greeting, `.` stands for the mail's end.
    ///   `nil` leaves it to a server that takes everything.
    init(_ answer: @escaping @Sendable (_ command: String) -> Answer?) throws {
        listener = try RawListener()
        Task { [self] in
            while let socket = try? await listener.accepted() {
                Task { try await self.talk(socket, answer) }
            }
        }
    }

    func stop() { listener.stop() }

    private func talk(_ socket: RawSocket, _ answer: @Sendable (String) -> Answer?) async throws {
        var command = "CONNECT"
        while try await perform(answer(command) ?? usual(command), socket) {
            if command == "DATA" { command = try await mail(socket) } else { command = try await socket.line() }
            heard.withLock { $0.append(command) }
            if command.hasSuffix("\r\n.\r\n") { command = "." }
        }
    }

    private func mail(_ socket: RawSocket) async throws -> String {
        var mail = ""
        repeat { mail += try await socket.line() + "\r\n" } while mail != ".\r\n" && !mail.hasSuffix("\r\n.\r\n")
        return mail
    }

    private func usual(_ command: String) -> Answer {
        switch command.prefix(4).uppercased() {
        case "CONN": .say("220 fake ESMTP\r\n")
        case "EHLO": .say(Self.hello)
        case "DATA": .say("354 go\r\n")
        case "QUIT": .sayAndHangUp("221 bye\r\n")
        case ".": .say("250 2.0.0 Ok: queued as 4F2A\r\n")
        default: .say("250 2.1.0 OK\r\n")
        }
    }

    private func perform(_ answer: Answer, _ socket: RawSocket) async throws -> Bool {
        switch answer {
        case .say(let text): try await socket.send(text)
        case .sayAndHangUp(let text):
            try await socket.send(text)
            socket.hangUp()
            return false
        case .hangUp:
            socket.hangUp()
            return false
        case .nothing: break
        }
        return true
    }
}
