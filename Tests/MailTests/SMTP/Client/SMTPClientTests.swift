import Synchronization
import Testing

@testable import Mail

/// Our client against our listener.
struct SMTPClientTests {
    private let mail = Array("Subject: x\r\n\r\n.a dot\r\nlast\r\n".utf8)

    private func relay(_ port: Int, _ protection: SMTPRelay.Protection = .optional, checked: Bool = true) throws -> SMTPRelay {
        try SMTPRelay(host: "127.0.0.1", port: port, protection: protection, checksCertificate: checked)
    }

    @Test("a mail arrives as it left, and the receipt tells who got it")
    func arrives() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            let receipt = try await relay(port).send(
                from: "desk@desk.example", to: ["ana@shop.example", "no@shop.example", "not an address", "later@shop.example"], mail,
                hostname: "desk.example")
            #expect(receipt.recipients.map(\.reply.code) == [250, 550, 553, 451])
            #expect(receipt.recipients.map(\.isTemporary) == [false, false, false, true])
            #expect(receipt.reply == SMTPReply(250, SMTPStatus(2, 6, 0), "kept"))
            #expect(!receipt.isTLS)
        }
        #expect(bin.mails.map(\.bytes) == [mail])
        #expect(bin.mails.first?.envelope.recipients == ["ana@shop.example"])
        #expect(bin.mails.first?.envelope.promisedSize == mail.count)
    }

    @Test("several mails go over one connection, after a refused one too")
    func reuse() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            let client = SMTPClient(relay: try relay(port), hostname: "desk.example")
            for recipient in ["a@b.example", "no@b.example", "c@b.example"] {
                _ = try? await client.send(from: "", to: [recipient], mail)
            }
            await client.quit()
            _ = try await client.send(from: "", to: ["after@b.example"], mail)
            await client.quit()
        }
        #expect(bin.mails.map(\.envelope.recipients) == [["a@b.example"], ["c@b.example"], ["after@b.example"]])
    }

    @Test("callers at the same time are served in turn")
    func turns() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            let client = SMTPClient(relay: try relay(port), hostname: "desk.example")
            try await withThrowingTaskGroup { group in
                for number in 0..<20 { group.addTask { _ = try await client.send(from: "", to: ["a\(number)@b.example"], mail) } }
                try await group.waitForAll()
            }
            await client.quit()
        }
        #expect(Set(bin.mails.flatMap(\.envelope.recipients)).count == 20)
        #expect(bin.mails.allSatisfy { $0.bytes == mail })
    }

    @Test("a large mail with every kind of line comes through whole")
    func large() async throws {
        let bin = MailBin()
        var large: [UInt8] = []
        for number in 0..<60_000 { large += Array(String(repeating: ".", count: number % 7).utf8) + Array("\(number) ă\r\n".utf8) }
        try await withListener(bin.acceptance) { port in
            _ = try await relay(port).send(from: "", to: ["a@b.example"], [0x61, 0x0D, 0x0A, 0x0D, 0x0A] + large, hostname: "desk.example")
        }
        #expect(bin.mails.first?.bytes == [0x61, 0x0D, 0x0A, 0x0D, 0x0A] + large)
    }

    @Test("encryption is used when offered, and when asked for from the first byte")
    func encrypted() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance, encryption: .startTLS(ownIdentity())) { port in
            for relay in [try relay(port), try relay(port, .required, checked: false)] {
                #expect(try await relay.send(from: "", to: ["a@b.example"], mail, hostname: "desk.example").isTLS)
            }
            #expect(try await !relay(port, .never).send(from: "", to: ["a@b.example"], mail, hostname: "desk.example").isTLS)
        }
        try await withListener(bin.acceptance, encryption: .implicit(ownIdentity())) { port in
            let relay = try relay(port, .immediate, checked: false)
            #expect(try await relay.send(from: "", to: ["a@b.example"], mail, hostname: "desk.example").isTLS)
        }
        #expect(bin.mails.map(\.envelope.transmission) == ["ESMTPS", "ESMTPS", "ESMTP", "ESMTPS"])
    }

    @Test("a certificate nobody vouches for is refused where encryption is required")
    func unknownCertificate() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance, encryption: .startTLS(ownIdentity())) { port in
            let error = await #expect(throws: SMTPSendError.self) {
                try await relay(port, .required).send(from: "", to: ["a@b.example"], mail, hostname: "desk.example")
            }
            #expect(error?.kind == .temporary && error?.stage == .encrypting)
            #expect(error?.words.contains("CERTIFICATE_VERIFY_FAILED") == true && error?.words.contains("/") == false)
            guard case .tlsFailed? = error?.reason else { return #expect(Bool(false), "\(String(describing: error))") }
        }
        #expect(bin.mails.isEmpty)
    }

    @Test("encryption that is required and not offered sends nothing")
    func unavailable() async throws {
        try await withListener(MailBin().acceptance) { port in
            await #expect(throws: SMTPSendError(.encrypting, .tlsUnavailable)) {
                try await relay(port, .required).send(from: "", to: ["a@b.example"], mail, hostname: "desk.example")
            }
        }
    }

    @Test("the last question comes after all is said, and its no withholds the mail")
    func finalQuestion() async throws {
        struct TakenBack: Error {}
        let bin = MailBin()
        let asked = Mutex(0)
        try await withListener(bin.acceptance) { port in
            let error = await #expect(throws: SMTPSendError.self) {
                try await relay(port).send(from: "", to: ["a@b.example"], mail, hostname: "desk.example") { throw TakenBack() }
            }
            #expect(error?.reason == .withheld("TakenBack()") && error?.kind == .temporary)
            _ = try await relay(port).send(from: "", to: ["a@b.example"], mail, hostname: "desk.example") {
                #expect(bin.mails.isEmpty)
                asked.withLock { $0 += 1 }
            }
        }
        #expect(bin.mails.count == 1 && asked.withLock { $0 } == 1)
    }

    @Test("international addresses go with SMTPUTF8")
    func international() async throws {
        let bin = MailBin()
        try await withListener(bin.acceptance) { port in
            _ = try await relay(port).send(from: "ștefan@țară.example", to: ["josé@mañana.example"], mail, hostname: "desk.example")
        }
        #expect(bin.mails.first?.envelope.sender == "ștefan@țară.example")
        #expect(bin.mails.first?.envelope.isInternationalised == true)
    }

    @Test("nobody answers at a closed port")
    func unreachable() async throws {
        let port = try RawListener().port
        let error = await #expect(throws: SMTPSendError.self) {
            try await relay(port).send(from: "", to: ["a@b.example"], mail, hostname: "desk.example")
        }
        #expect(error?.kind == .temporary && error?.stage == .connecting)
    }
}
