import Testing

@testable import Mail

struct SMTPSmugglingTests {
    @Test(
        "a second mail hidden behind a false end stays inside the first (CVE-2023-51764)",
        arguments: ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\r", "\r\n.\n", "\r.\r\n", "\n.\r", "\r\n\0.\r\n"])
    func hidden(end: String) async throws {
        let bin = MailBin()
        let second = "MAIL FROM:<admin@bank.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\nfalse\r\n"
        try await withListener(bin.acceptance) { port in
            let socket = try await greeted(port)
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\none" + end + second + "\r\n.\r\nQUIT\r\n")
            #expect(try await socket.rest().split(separator: "\r\n").map { $0.prefix(3) } == ["250", "250", "354", "250", "221"])
        }
        #expect(bin.mails.map(\.envelope.sender) == [""])
        #expect(bin.mails.first?.text.contains("MAIL FROM:<admin@bank.example>") == true)
    }

    @Test("a command that ends in a bare LF is not carried out")
    func bareCommand() async throws {
        try await withListener(MailBin().acceptance) { port in
            let socket = try await greeted(port)
            try await socket.send("MAIL FROM:<>\nNOOP\r\n")
            #expect(try await socket.reply() == "500 5.5.2 a line ends with CR and LF")
            #expect(try await socket.reply().hasPrefix("250 2.0.0"))
            #expect(try await socket.ask("RCPT TO:<a@b.example>").hasPrefix("503"))
        }
    }

    @Test("commands sent in the clear behind STARTTLS are refused (CVE-2011-0411)")
    func startTLS() async throws {
        try await withListener(MailBin().acceptance, encryption: .startTLS(ownIdentity())) { port in
            let socket = try await greeted(port)
            try await socket.send("STARTTLS\r\nMAIL FROM:<>\r\n")
            #expect(try await socket.rest() == "554 5.5.0 nothing may follow STARTTLS before TLS\r\n")
        }
    }

    @Test("words in the clear after the go-ahead are no TLS, and end the connection")
    func clearAfterGoAhead() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance, encryption: .startTLS(ownIdentity())) { port in
            let socket = try await greeted(port)
            #expect(try await socket.ask("STARTTLS").hasPrefix("220 2.0.0"))
            try await socket.send("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nx\r\n.\r\n")
            #expect(try await !socket.rest().contains("250"))
        }
        #expect(bin.mails.isEmpty)
    }
}
