import Foundation
import Synchronization
import Testing

@testable import Mail

struct SMTPListenerTests {
    @Test("a mail arrives byte for byte, and says how it came")
    func arrives() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            let socket = try RawSocket(port: port)
            #expect(try await socket.reply() == "220 desk.example ESMTP")
            let hello = try await socket.ask("EHLO ana.example")
            #expect(hello.hasPrefix("250-desk.example greets ana.example|250-SIZE 52428800|250-8BITMIME"))
            #expect(!hello.contains("STARTTLS"))
            #expect(try await socket.ask("MAIL FROM:<ana@shop.example>") == "250 2.1.0 sender noted")
            #expect(try await socket.ask("RCPT TO:<desk@desk.example>") == "250 2.1.5 OK")
            #expect(try await socket.ask("RCPT TO:<nobody@desk.example>") == "550 5.1.1 no such mailbox here")
            #expect(try await socket.ask("RCPT TO:<later@desk.example>") == "451 4.3.0 cannot store it now, please try again")
            #expect(try await socket.ask("DATA").hasPrefix("354 "))
            try await socket.send([0xFF, 0x00, 0x0D, 0x0A] + Array("..dot\r\n\r\n.\r\n".utf8))
            #expect(try await socket.reply() == "250 2.6.0 kept")
            #expect(try await socket.ask("QUIT").hasPrefix("221 2.0.0"))
            #expect(try await socket.rest() == "")
        }
        let mail = try #require(bin.mails.first)
        #expect(mail.bytes == [0xFF, 0x00, 0x0D, 0x0A] + Array(".dot\r\n\r\n".utf8))
        #expect(mail.envelope.sender == "ana@shop.example")
        #expect(mail.envelope.recipients == ["desk@desk.example"])
        #expect(mail.envelope.helo == "ana.example")
        #expect(mail.envelope.clientAddress == "127.0.0.1")
    }

    @Test("a whole conversation sent at once is answered in order")
    func pipelining() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            let socket = try RawSocket(port: port)
            let mail = "MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRCPT TO:<no@b.example>\r\nDATA\r\nSubject: x\r\n\r\nbody\r\n.\r\n"
            try await socket.send("EHLO ana\r\n" + mail + mail + "NOOP\r\nQUIT\r\n")
            let codes = try await socket.rest().split(separator: "\r\n").filter { !$0.hasPrefix("250-") }.map { $0.prefix(3) }
            let once = ["250", "250", "550", "354", "250"]
            #expect(codes.map(String.init) == ["220", "250"] + once + once + ["250", "221"])
        }
        #expect(bin.mails.map(\.text) == ["Subject: x\r\n\r\nbody\r\n", "Subject: x\r\n\r\nbody\r\n"])
    }

    @Test("the 250 comes after the mail is stored, not before")
    func storedFirst() async throws {
        let stored = Mutex(false)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let acceptance = SMTPAcceptance { _, _ in
            for await _ in gate { break }
            stored.withLock { $0 = true }
            return .whole(.accepted())
        }
        try await withListener(acceptance) { port in
            let socket = try await greeted(port)
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nx\r\n.\r\n")
            for _ in 0..<3 { _ = try await socket.reply() }
            open.yield()
            #expect(try await socket.reply().hasPrefix("250 "))
            #expect(stored.withLock { $0 })
        }
    }

    @Test("a mail that cannot be stored stays with its sender")
    func notStored() async throws {
        let acceptance = SMTPAcceptance { _, bytes in
            .whole(bytes.first == UInt8(ascii: "x") ? .notNow : .refused(SMTPStatus(5, 7, 1), "not wanted"))
        }
        try await withListener(acceptance) { port in
            let socket = try await greeted(port)
            for (body, reply) in [("x", "451 4.3.0 cannot store it now, please try again"), ("y", "550 5.7.1 not wanted")] {
                try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n\(body)\r\n.\r\n")
                for _ in 0..<3 { _ = try await socket.reply() }
                #expect(try await socket.reply() == reply)
            }
        }
    }

    @Test("a mail over the limit is refused by what it promises and by what it is, and the next one is taken")
    func tooLarge() async throws {
        let bin = MailBin()
        var limits = SMTPListener.Limits()
        limits.size = 1000
        try await withListener(bin.acceptance, limits: limits) { port in
            let socket = try await greeted(port)
            #expect(try await socket.ask("MAIL FROM:<> SIZE=1001").hasPrefix("552 5.3.4"))
            for length in [999, 1000, 3900] {
                #expect(try await socket.ask("MAIL FROM:<> SIZE=10").hasPrefix("250"))
                #expect(try await socket.ask("RCPT TO:<a@b.example>").hasPrefix("250"))
                #expect(try await socket.ask("DATA").hasPrefix("354"))
                let line = String(repeating: "x", count: length - 2) + "\r\n"
                #expect(try await socket.ask(line + ".").hasPrefix(length > 1000 ? "552 5.3.4" : "250"))
            }
            #expect(try await socket.ask("BDAT 4001 LAST").hasPrefix("552 5.3.4"))
            #expect(try await socket.rest() == "")
        }
        #expect(bin.mails.map(\.bytes.count) == [999, 1000])
    }

    @Test("who never ends a mail is cut off")
    func endless() async throws {
        var limits = SMTPListener.Limits()
        limits.size = 1000
        try await withListener(MailBin().acceptance, limits: limits) { port in
            let socket = try await greeted(port)
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n")
            for _ in 0..<3 { _ = try await socket.reply() }
            let block = [UInt8](repeating: UInt8(ascii: "x"), count: 65536)
            await #expect(throws: RawSocket.Failure.self) { while true { try await socket.send(block) } }
        }
    }

    @Test("memory for mails under way has a limit over all connections, and comes back")
    func sharedMemory() async throws {
        var limits = SMTPListener.Limits()
        limits.held = 300 << 10
        let bin = MailBin()
        try await withListener(bin.acceptance, limits: limits) { port in
            let socket = try await greeted(port)
            let large = String(repeating: String(repeating: "x", count: 998) + "\r\n", count: 400)
            for (mail, code) in [(large, "452 4.3.1"), ("small\r\n", "250")] {
                try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n")
                for _ in 0..<3 { _ = try await socket.reply() }
                #expect(try await socket.ask(mail + ".").hasPrefix(code))
            }
        }
        #expect(bin.mails.map(\.text) == ["small\r\n"])
    }

    @Test("a line too long is skipped, and the talk goes on")
    func longLine() async throws {
        try await withListener(MailBin().acceptance) { port in
            let socket = try await greeted(port)
            #expect(try await socket.ask("NOOP " + String(repeating: "x", count: 200_000)) == "500 5.5.2 the line is too long")
            #expect(try await socket.ask("NOOP").hasPrefix("250"))
            try await socket.send(String(repeating: "x", count: 2 << 20))
            #expect(try await socket.rest().hasPrefix("421 4.5.2"))
        }
    }

    @Test("a mail by BDAT keeps its dots and bare line ends")
    func chunks() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            let socket = try await greeted(port)
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nBDAT 6\r\n.\r\na\r\nBDAT 3\r\n\n.\nBDAT 0 LAST\r\nNOOP\r\n")
            for _ in 0..<6 { #expect(try await socket.reply().hasPrefix("250 ")) }
        }
        #expect(bin.mails.map(\.text) == [".\r\na\r\n\n.\n"])
    }

    @Test("a mail by BDAT without recipients does not become commands")
    func chunksWithoutRecipients() async throws {
        try await withListener(MailBin().acceptance) { port in
            let socket = try await greeted(port)
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<no@b.example>\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n")
            #expect(try await [socket.reply(), socket.reply(), socket.reply(), socket.reply()].map { $0.prefix(3) } == ["250", "550", "554", "250"])
        }
    }

    @Test("too many connections are told so")
    func connections() async throws {
        var limits = SMTPListener.Limits()
        limits.connectionsPerAddress = 1
        try await withListener(MailBin().acceptance, limits: limits) { port in
            let first = try await greeted(port)
            #expect(try await RawSocket(port: port).rest() == "421 4.7.0 desk.example too many connections from your address\r\n")
            _ = try await first.ask("QUIT")
            #expect(try await first.rest() == "")
            var greeting = try await RawSocket(port: port).reply()
            while greeting.hasPrefix("421") { greeting = try await RawSocket(port: port).reply() }
            #expect(greeting == "220 desk.example ESMTP")
        }
    }

    @Test("a silent client is let go")
    func idle() async throws {
        var limits = SMTPListener.Limits()
        limits.idle = .milliseconds(50)
        try await withListener(MailBin().acceptance, limits: limits) { port in
            let heard = try await RawSocket(port: port).rest()
            #expect(heard.hasSuffix("421 4.4.2 desk.example nothing heard for too long\r\n"))
        }
    }

    @Test("stopping lets a mail under way be answered and sends idle clients home")
    func stops() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let acceptance = SMTPAcceptance { _, _ in
            arrived.yield()
            for await _ in gate { break }
            return .whole(.accepted())
        }
        let configuration = SMTPListener.Configuration(host: "127.0.0.1", port: 0, hostname: "desk.example")
        let running = try await SMTPListener(configuration: configuration, acceptance: acceptance).start()
        let idle = try await greeted(running.port)
        let busy = try await greeted(running.port)
        try await busy.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nx\r\n.\r\n")
        for await _ in arrivals { break }
        async let stopped: Void = running.stop()
        #expect(try await idle.rest().hasPrefix("421 4.3.2"))
        open.yield()
        #expect(try await busy.rest().hasSuffix("250 2.6.0 OK\r\n421 4.3.2 desk.example closes, please come back\r\n"))
        await stopped
        #expect(throws: RawSocket.Failure.self) { try RawSocket(port: running.port) }
    }
}
