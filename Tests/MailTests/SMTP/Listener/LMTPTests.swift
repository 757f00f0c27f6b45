import Testing

@testable import Mail

struct LMTPTests {
    @Test("each recipient hears its own verdict")
    func verdicts() async throws {
        let acceptance = SMTPAcceptance { envelope, _ in
            .each(envelope.recipients.map { $0.hasPrefix("full") ? .tryLater(SMTPStatus(4, 2, 2), "mailbox full") : .accepted("kept") })
        }
        try await withListener(acceptance, dialect: .lmtp) { port in
            let socket = try RawSocket(port: port)
            #expect(try await socket.reply() == "220 desk.example LMTP")
            _ = try await socket.ask("LHLO mx.example")
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRCPT TO:<full@b.example>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nx\r\n.\r\n")
            for _ in 0..<5 { _ = try await socket.reply() }
            #expect(try await socket.reply() == "250 2.6.0 kept")
            #expect(try await socket.reply() == "451 4.2.2 mailbox full")
            #expect(try await socket.reply() == "250 2.6.0 kept")
            #expect(try await socket.ask("NOOP").hasPrefix("250 2.0.0"))
        }
    }

    @Test("one verdict answers for all, and a mail too large is refused for each")
    func whole() async throws {
        var limits = SMTPListener.Limits()
        limits.size = 10
        try await withListener(MailBin().acceptance, dialect: .lmtp, limits: limits) { port in
            let socket = try await greeted(port, "LHLO mx.example")
            for (body, code) in [("x", "250"), ("more than ten", "552")] {
                try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRCPT TO:<c@b.example>\r\nDATA\r\n\(body)\r\n.\r\n")
                for _ in 0..<4 { _ = try await socket.reply() }
                #expect(try await [socket.reply(), socket.reply()].allSatisfy { $0.hasPrefix(code) })
            }
        }
    }

    @Test("SMTP has one answer: the worst")
    func folded() {
        #expect(SMTPOutcome.each([.accepted(), .unknownRecipient, .notNow]).folded == .notNow)
        #expect(SMTPOutcome.each([.accepted(), .unknownRecipient]).folded == .unknownRecipient)
        #expect(SMTPOutcome.each([.accepted("a"), .accepted("a")]).folded == .accepted("a"))
        #expect(SMTPOutcome.each([]).folded == .notNow)
        #expect(SMTPOutcome.each([.accepted()]).spread(over: 2) == [.accepted(), .notNow])
    }
}
