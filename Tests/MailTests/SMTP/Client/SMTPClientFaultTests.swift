import Foundation
import Primitives
import Synchronization
import Testing

@testable import Mail

/// Our client against servers that fail.
struct SMTPClientFaultTests {
    private let mail = Array("Subject: x\r\n\r\nbody\r\n".utf8)

    /// Sends one mail to a fake server; its log, and what came of it.
    private func sent(
        to recipients: [String] = ["a@b.example"], mail: [UInt8]? = nil, from sender: String = "", timeouts: SMTPTimeouts = .init(),
        credentials: SMTPCredentials? = nil, _ answer: @escaping @Sendable (String) -> FakeServer.Answer?
    ) async throws -> (Result<SMTPReceipt, SMTPSendError>, log: [String]) {
        let server = try FakeServer(answer)
        defer { server.stop() }
        let relay = try SMTPRelay(host: "127.0.0.1", port: server.port, credentials: credentials)
        do throws(SMTPSendError) {
            let receipt = try await relay.send(from: sender, to: recipients, mail ?? self.mail, hostname: "desk.example", timeouts: timeouts)
            return (.success(receipt), server.log)
        } catch {
            return (.failure(error), server.log)
        }
    }

    private func failure(_ result: Result<SMTPReceipt, SMTPSendError>) throws -> SMTPSendError {
        guard case .failure(let error) = result else { throw RawSocket.Failure.ended }
        return error
    }

    @Test("all goes well: the commands, and the name in the server's queue")
    func well() async throws {
        let (result, log) = try await sent { _ in nil }
        #expect(try result.get().queueID == "4F2A")
        #expect(log == ["EHLO desk.example", "MAIL FROM:<> SIZE=20", "RCPT TO:<a@b.example>", "DATA", "Subject: x\r\n\r\nbody\r\n.\r\n", "QUIT"])
    }

    @Test("a connection that breaks after the final dot leaves doubt; before it, none")
    func doubt() async throws {
        let (after, _) = try await sent { $0 == "." ? .hangUp : nil }
        #expect(try failure(after).kind == .inDoubt)
        #expect(try failure(after).notice.key == "smtp.inDoubt")
        for command in ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"] {
            let (before, _) = try await sent { $0.hasPrefix(command) ? .hangUp : nil }
            #expect(try failure(before).kind == .temporary, "at \(command)")
        }
    }

    @Test("silence after the final dot leaves doubt; before it, none")
    func silence() async throws {
        var timeouts = SMTPTimeouts()
        timeouts.finalDot = .milliseconds(50)
        let (after, _) = try await sent(timeouts: timeouts) { $0 == "." ? .nothing : nil }
        #expect(try failure(after) == SMTPSendError(.finalDot, .timedOut, recipients: failure(after).recipients))
        #expect(try failure(after).kind == .inDoubt)
        timeouts.data = .milliseconds(50)
        let (before, _) = try await sent(timeouts: timeouts) { $0 == "DATA" ? .nothing : nil }
        #expect(try failure(before).kind == .temporary && failure(before).reason == .timedOut)
    }

    @Test("garbage after the final dot leaves doubt", arguments: ["hello?\r\n", "354 go on\r\n"])
    func garbageAfterDot(words: String) async throws {
        let (result, _) = try await sent { $0 == "." ? .sayAndHangUp(words) : nil }
        #expect(try failure(result).kind == .inDoubt)
    }

    @Test(
        "a refusal is temporary or permanent as the server says, wherever it comes",
        arguments: [
            ("MAIL", "450 4.1.8 no such sender domain\r\n", SMTPSendError.Kind.temporary), ("MAIL", "550 5.7.1 no\r\n", .permanent),
            ("MAIL", "530 5.7.0 sign in first\r\n", .temporary), ("RCPT", "450 4.2.0 greylisted\r\n", .temporary),
            ("RCPT", "550-5.1.1 no such\r\n550 5.1.1 user\r\n", .permanent), ("RCPT", "552 too many\r\n", .temporary),
            ("DATA", "451 4.3.0 later\r\n", .temporary), ("DATA", "554 5.5.1 no\r\n", .permanent),
            (".", "452 4.3.1 disk full\r\n", .temporary), (".", "554 5.7.1 spam\r\n", .permanent), (".", "421 4.3.2 closing\r\n", .temporary),
            ("CONNECT", "554 5.7.1 not you\r\n", .temporary), ("CONNECT", "421 busy\r\n", .temporary),
        ])
    func refusals(command: String, words: String, kind: SMTPSendError.Kind) async throws {
        let (result, _) = try await sent { $0.hasPrefix(command) ? .say(words) : nil }
        let error = try failure(result)
        #expect(error.kind == kind)
        #expect(error.words.hasPrefix(words.prefix(3)))
    }

    @Test("the server's words come on one line, with their status")
    func words() async throws {
        let (result, _) = try await sent { $0 == "." ? .say("554-5.7.1 looks\u{7} like\r\n554 5.7.1 spam\r\n") : nil }
        #expect(try failure(result).words == "554 5.7.1 looks  like spam")
        #expect(try failure(result).reply?.status == SMTPStatus(5, 7, 1))
    }

    @Test("no SMTP at all is named", arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9\r\n"])
    func noSMTP(words: String) async throws {
        let (result, _) = try await sent { $0 == "CONNECT" ? .say(words) : nil }
        #expect(try failure(result).kind == .temporary)
        guard case .notUnderstood = try failure(result).reason else { return #expect(Bool(false)) }
    }

    @Test("a line without end is given up")
    func endless() async throws {
        let (result, _) = try await sent { $0 == "CONNECT" ? .say(String(repeating: "220", count: 100_000)) : nil }
        guard case .notUnderstood = try failure(result).reason else { return #expect(Bool(false)) }
    }

    @Test("some recipients refused: the mail goes to the others; all refused: each says why")
    func recipients() async throws {
        let answer: @Sendable (String) -> FakeServer.Answer? = {
            $0.hasPrefix("RCPT TO:<no") ? .say("550 5.1.1 unknown\r\n") : $0.hasPrefix("RCPT TO:<late") ? .say("450 4.2.0 later\r\n") : nil
        }
        let (some, _) = try await sent(to: ["no@b.example", "yes@b.example"], answer)
        #expect(try some.get().recipients.map(\.isAccepted) == [false, true])
        let (all, log) = try await sent(to: ["no@b.example", "late@b.example"], answer)
        #expect(try failure(all).kind == .temporary)
        #expect(try failure(all).recipients.map(\.isPermanent) == [true, false])
        #expect(!log.contains("DATA"))
        let (none, _) = try await sent(to: ["no@b.example"], answer)
        #expect(try failure(none).kind == .permanent)
    }

    @Test("a server without extensions gets commands one by one and HELO")
    func oldServer() async throws {
        let (result, log) = try await sent { $0.hasPrefix("EHLO") ? .say("500 what?\r\n") : nil }
        #expect(try result.get().recipients.count == 1)
        #expect(log.prefix(4) == ["EHLO desk.example", "HELO desk.example", "MAIL FROM:<>", "RCPT TO:<a@b.example>"])
    }

    @Test("what a server cannot take is not tried")
    func needs() async throws {
        let plain: @Sendable (String) -> FakeServer.Answer? = { $0.hasPrefix("EHLO") ? .say("250-fake\r\n250 SIZE 100\r\n") : nil }
        let (eight, _) = try await sent(mail: Array("Subject: x\r\n\r\nă\r\n".utf8), plain)
        #expect(try failure(eight).reason == .needs("8BITMIME"))
        let (address, _) = try await sent(to: ["ț@b.example"], plain)
        #expect(try failure(address).reason == .needs("SMTPUTF8"))
        let (large, log) = try await sent(mail: Array(repeating: 0x61, count: 101), plain)
        #expect(try failure(large) == SMTPSendError(.sender, .tooLarge(limit: 100)))
        #expect(try failure(large).kind == .permanent)
        #expect(log == ["EHLO desk.example"])
    }

    @Test("a sender or recipients that cannot be named are refused before anything is said")
    func names() async throws {
        let (sender, log) = try await sent(from: "a@b> X=<") { _ in nil }
        #expect(try failure(sender).reason == .badSender && log.isEmpty)
        let (nobody, _) = try await sent(to: []) { _ in nil }
        #expect(try failure(nobody).reason == .noRecipients)
        let (strange, _) = try await sent(to: ["a@b.example\r\nDATA"]) { _ in nil }
        #expect(try failure(strange).kind == .permanent)
    }

    @Test("words in the clear behind the server's STARTTLS go-ahead are refused")
    func injection() async throws {
        let (result, log) = try await sent {
            switch $0.prefix(8) {
            case "EHLO des": .say("250-fake\r\n250 STARTTLS\r\n")
            case "STARTTLS": .say("220 go\r\n250-fake\r\n250 AUTH PLAIN\r\n")
            default: nil
            }
        }
        #expect(try failure(result) == SMTPSendError(.encrypting, .tlsFailed("the server spoke on after STARTTLS")))
        #expect(log == ["EHLO desk.example", "STARTTLS"])
    }

    @Test("signing in by PLAIN, LOGIN and XOAUTH2")
    func signingIn() async throws {
        func hello(_ ways: String) -> @Sendable (String) -> FakeServer.Answer? {
            { command in
                switch true {
                case command.hasPrefix("EHLO"): .say("250-fake\r\n250 AUTH \(ways)\r\n")
                case command == "AUTH LOGIN", command == "YW5h": .say("334 go\r\n")
                case command.hasPrefix("AUTH XOAUTH2"): .say("334 eyJzdGF0dXMiOiI0MDEifQ==\r\n")
                case command.isEmpty: .say("535 5.7.8 token expired\r\n")
                default: nil
                }
            }
        }
        let ana = SMTPCredentials(user: "ana", password: "x")
        #expect(try await sent(credentials: ana, hello("LOGIN PLAIN")).log[1] == "AUTH PLAIN AGFuYQB4")
        #expect(try await sent(credentials: ana, hello("LOGIN")).log[1...3] == ["AUTH LOGIN", "YW5h", "eA=="])
        let (none, _) = try await sent(credentials: ana, hello("CRAM-MD5"))
        #expect(try failure(none) == SMTPSendError(.signingIn, .noSignIn))
        let (token, log) = try await sent(credentials: SMTPCredentials(user: "ana", token: { "t" }), hello("XOAUTH2"))
        #expect(log[1] == "AUTH XOAUTH2 " + Data("user=ana\u{1}auth=Bearer t\u{1}\u{1}".utf8).base64EncodedString())
        #expect(try failure(token).kind == .temporary && failure(token).notice.key == "smtp.signInRefused")
    }

    @Test("a relay that hung up between two mails is called again")
    func callsAgain() async throws {
        let rset = Mutex(0)
        let server = try FakeServer { command in
            guard command == "RSET" else { return nil }
            return rset.withLock { count in
                count += 1
                return count == 1 ? .sayAndHangUp("421 4.4.2 idle\r\n") : .hangUp
            }
        }
        defer { server.stop() }
        let client = SMTPClient(relay: try SMTPRelay(host: "127.0.0.1", port: server.port), hostname: "desk.example")
        for _ in 0..<3 { _ = try await client.send(from: "", to: ["a@b.example"], mail) }
        #expect(server.log.filter { $0.hasPrefix("EHLO") }.count == 3)
    }

    @Test("a refusal in the middle of the mail, or before the dot, leaves no doubt")
    func beforeDot() async throws {
        let server = try FakeServer { $0 == "DATA" ? .sayAndHangUp("354 go\r\n421 4.3.2 no, stop\r\n") : nil }
        defer { server.stop() }
        let relay = try SMTPRelay(host: "127.0.0.1", port: server.port)
        let error = await #expect(throws: SMTPSendError.self) {
            try await relay.send(from: "", to: ["a@b.example"], mail, hostname: "desk.example")
        }
        #expect(error?.kind == .temporary && error?.stage == .data)
    }

    @Test("cancelling hangs up at once")
    func cancelled() async throws {
        let (dots, dot) = AsyncStream.makeStream(of: Void.self)
        let server = try FakeServer { command in
            if command == "." { dot.yield() }
            return command == "." ? .nothing : nil
        }
        defer { server.stop() }
        let relay = try SMTPRelay(host: "127.0.0.1", port: server.port)
        let mail = mail
        let task = Task { try await relay.send(from: "", to: ["a@b.example"], mail, hostname: "desk.example") }
        for await _ in dots { break }
        task.cancel()
        let error = await #expect(throws: SMTPSendError.self) { try await task.value }
        #expect(error?.kind == .inDoubt)
    }
}
