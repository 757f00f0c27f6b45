import Accounts
import Channels
import HTTPTypes
import HummingbirdTesting
import Logging
import Mail
import Primitives
import Testing
import Tickets
@testable import Web


@Suite struct PlayTests {
    private static func demo(_ site: inout Site) {
        site.demo = Site.Demo(customer: .init(name: "Ana Popescu", address: "ana@popescu.example")) {}
    }

    @Test("a desk at work has no such page")
    func notAtWork() async throws {
        try await TestHouse.open { house in
            let browser = try await house.office()
            #expect(try await browser.get("/play").status == .notFound)
        }
    }

    @Test("a form filled in as Ana arrives, and what the desk sends her is shown")
    func form() async throws {
        try await TestHouse.open(Self.demo) { house in
            let browser = try await house.office()
            #expect(try await browser.get("/play").html.contains("Ana Popescu"))
            let answer = try await browser.send("/play", ["who": "customer", "door": "form", "subject": "Shoes", "text": "Size 42?"])
            let ticket = try #require(try await house.tickets().first)
            let page = try await browser.follow(answer).html
            #expect(page.contains("href=\"/tickets/\(ticket.number)\""))
            let access = try #require(try await house.desktop.doorkeeper.standing(of: house.boss.id)?.accesses.first)
            let recipients = Recipients(to: [.init(address: "ana@popescu.example")])
            _ = try await house.desktop.desk.reply(
                ticket.id, seen: ticket.version, as: access, Reply(text: "On Tuesday <b>at noon</b>.", recipients: recipients))
            #expect(try await browser.get("/play").html.contains("On Tuesday &lt;b&gt;at noon&lt;/b&gt;."))
            let bad = try await browser.send("/play", ["who": "stranger", "door": "form", "email": "nobody", "text": "Hello"])
            #expect(bad.status == .unprocessableContent && bad.html.contains("Hello"))
        }
    }

    @Test("a mail goes to the listener as bytes and comes out as a ticket")
    func mail() async throws {
        let box = Letterbox()
        let acceptance = SMTPAcceptance(
            recipient: { _, _ in .accepted() }, deliver: { envelope, bytes in .whole(await box.take(envelope, bytes)) })
        let listener = SMTPListener(
            configuration: SMTPListener.Configuration(host: "127.0.0.1", port: 0, hostname: "desk.example"), acceptance: acceptance)
        let running = try await listener.start()
        try await TestHouse.open { site in
            Self.demo(&site)
            site.mailDoor = Site.MailDoor(host: "127.0.0.1", port: running.port)
        } _: { house in
            let desk = house.desktop.desk
            let archive = Archive(Branches(main: desk))
            let intake = Intake(desk: desk, offices: house.desktop.offices, log: Logger(label: "test"))
            await box.open { envelope, bytes in
                try await archive.keep(bytes, for: [house.shop.id: envelope.recipients], door: .smtp, sender: envelope.sender)
                try await intake.takeWaiting()
            }
            let browser = try await house.office()
            _ = try await browser.get("/play")
            let answer = try await browser.send(
                "/play", ["who": "stranger", "name": "Bob", "email": "bob@else.example", "door": "mail", "subject": "Zapatos", "text": "¿Talla 42?"])
            let ticket = try #require(try await house.tickets().first)
            #expect(answer.headers[.location]?.hasSuffix("ticket=\(ticket.number)") == true)
            #expect(ticket.subject == "Zapatos" && ticket.channel == .email)
            #expect(try await house.messages(of: ticket).first?.text == "¿Talla 42?")
        }
        await running.stop()
    }
}

/// Hands mail on to whoever is there.
private actor Letterbox {
    private var keep: (@Sendable (SMTPEnvelope, [UInt8]) async throws -> Void)?

    func open(_ keep: @escaping @Sendable (SMTPEnvelope, [UInt8]) async throws -> Void) { self.keep = keep }

    func take(_ envelope: SMTPEnvelope, _ bytes: [UInt8]) async -> SMTPVerdict {
        do {
            try await keep?(envelope, bytes)
            return .accepted("stored")
        } catch {
            return .notNow
        }
    }
}
