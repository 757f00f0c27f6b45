import Primitives
import Synchronization

@testable import Mail

/// Keeps what a listener receives.
final class MailBin: Sendable {
    struct Received: Sendable, Equatable {
        let envelope: SMTPEnvelope
        let bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let kept = Mutex<[Received]>([])

    var mails: [Received] { kept.withLock { $0 } }

    /// Takes everything, but for recipients that begin with `no` (refused) and `later`.
    var acceptance: SMTPAcceptance {
        SMTPAcceptance(recipient: { address, _ in
            address.hasPrefix("no") ? .unknownRecipient : address.hasPrefix("later") ? .notNow : .accepted()
        }) { envelope, bytes in
            self.keep(envelope, bytes)
            return .whole(.accepted("kept"))
        }
    }

    func keep(_ envelope: SMTPEnvelope, _ bytes: [UInt8]) {
        kept.withLock { $0.append(Received(envelope: envelope, bytes: bytes)) }
    }
}

/// Runs a listener on a free port for as long as the body needs it.
func withListener(
    _ acceptance: SMTPAcceptance, dialect: SMTPListener.Dialect = .smtp, encryption: SMTPListener.Encryption = .off,
    limits: SMTPListener.Limits = .init(), _ body: (_ port: Int) async throws -> Void
) async throws {
    let configuration = SMTPListener.Configuration(
        host: "127.0.0.1", port: 0, hostname: "desk.example", dialect: dialect, encryption: encryption, limits: limits)
    let running = try await SMTPListener(configuration: configuration, acceptance: acceptance).start()
    do { try await body(running.port) } catch {
        await running.stop()
        throw error
    }
    await running.stop()
}

/// A raw connection past the greeting and EHLO.
func greeted(_ port: Int, _ hello: String = "EHLO ana.example") async throws -> RawSocket {
    let socket = try RawSocket(port: port)
    _ = try await socket.reply()
    _ = try await socket.ask(hello)
    return socket
}

func ownIdentity() throws -> TLSIdentity {
    try SelfSignedCertificate.make(hostname: "localhost", validFor: .days(30), from: Clock.system.now())
}
