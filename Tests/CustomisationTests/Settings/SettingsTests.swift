import Customisation
import Events
import Primitives
import Storage
import StorageTesting
import Testing

@Suite("Settings")
struct SettingsTests {
    private let agent = Actor(.agent, 7)

    @Test("nothing is set: mail waits ten seconds, receipts are on, a solved ticket closes after a week")
    func defaults() async throws {
        let desk = try await TestDesk()
        let settings = try await desk.settings()
        #expect(settings(.outboxHold, department: desk.shop.id) == 10)
        #expect(settings(.receiptsOn, department: desk.shop.id))
        #expect(settings(.closeAfterDays, department: desk.shop.id) == 7)
        #expect(settings(.hours, department: desk.shop.id) == .weekdays)
        #expect(settings(.deskName, department: desk.shop.id) == nil)
        #expect(settings(.mailAddresses, department: desk.shop.id) == [])
    }

    @Test("the nearest place holds: file, department, queue, person")
    func resolves() async throws {
        let desk = try await TestDesk()
        let shop = desk.shop.id
        let settings = try await desk.settings(file: ["outbox.hold": "20"])
        #expect(settings(.outboxHold, department: shop, queue: 5, person: 7) == 20)
        let rule = Setting<Int>.outboxHold.rule
        try await settings.change(rule, to: "30", at: .department(shop), department: shop, by: agent)
        #expect(settings(.outboxHold, department: shop, queue: 5, person: 7) == 30)
        try await settings.change(rule, to: "40", at: .queue(shop, 5), department: shop, by: agent)
        #expect(settings(.outboxHold, department: shop, queue: 5, person: 7) == 40)
        #expect(settings(.outboxHold, department: shop, queue: 6, person: 7) == 30)
        try await settings.change(rule, to: "0", at: .person(7), department: shop, by: agent)
        #expect(settings(.outboxHold, department: shop, queue: 5, person: 7) == 0)
        #expect(settings(.outboxHold, department: shop, queue: 5, person: 8) == 40)
        try await settings.change(rule, to: nil, at: .person(7), department: shop, by: agent)
        #expect(settings(.outboxHold, department: shop, queue: 5, person: 7) == 40)
    }

    @Test("a queue's number of another department sets nothing there")
    func keepsDepartmentsApart() async throws {
        let desk = try await TestDesk()
        let settings = try await desk.settings()
        let other = ID<Department>(99)
        try await settings.change(Setting.outboxHold.rule, to: "60", at: .queue(other, 5), department: other, by: agent)
        #expect(settings(.outboxHold, department: desk.shop.id, queue: 5) == 10)
    }

    @Test("what is out of range, unreadable or out of place is refused and changes nothing")
    func refuses() async throws {
        let desk = try await TestDesk()
        let (settings, shop) = (try await desk.settings(), desk.shop.id)
        for text in ["121", "-1", "soon", ""] {
            await #expect(throws: SettingError.self) {
                try await settings.change(Setting.outboxHold.rule, to: text, at: .department(shop), department: shop, by: agent)
            }
        }
        await #expect(throws: SettingError.misplaced("portal.on")) {
            try await settings.change(Setting.portalOn.rule, to: "false", at: .person(7), department: shop, by: agent)
        }
        #expect(settings(.outboxHold, department: shop) == 10)
    }

    @Test("a mistake in the server's file is told at start")
    func refusesFile() async throws {
        let desk = try await TestDesk()
        await #expect(throws: SettingError.unknown("outbox.hodl")) { _ = try await desk.settings(file: ["outbox.hodl": "1"]) }
        await #expect(throws: SettingError.self) { _ = try await desk.settings(file: ["outbox.hold": "1000"]) }
    }

    @Test("the log says which setting changed and who did it, never to what")
    func tells() async throws {
        let desk = try await TestDesk()
        let (settings, shop) = (try await desk.settings(), desk.shop.id)
        try await settings.change(Setting.mailFrom.rule, to: "ana@example.org", at: .department(shop), department: shop, by: agent)
        try await settings.change(Setting.mailFrom.rule, to: "ana@example.org", at: .department(shop), department: shop, by: agent)
        try await desk.database.givePositions()
        let events = try await desk.database.read { tx in try EventStore(tx).after(0, most: 10) }
        #expect(events.count == 1)
        #expect(events.first?.kind == .settingChanged)
        #expect(events.first?.actor == agent)
        #expect(events.first?.values == ["name": "mail.from", "scope": "department", "object": shop.text])
    }

    @Test("two departments cannot take mail for the same address")
    func keepsAddressesApart() async throws {
        let desk = try await TestDesk()
        let (settings, shop, other) = (try await desk.settings(), desk.shop.id, ID<Department>(99))
        let rule = Setting<[String]>.mailAddresses.rule
        try await settings.change(rule, to: "help@example.org, shop@example.org", at: .department(shop), department: shop, by: agent)
        await #expect(throws: SettingError.taken("shop@example.org")) {
            try await settings.change(rule, to: "it@example.org\nshop@example.org", at: .department(other), department: other, by: agent)
        }
        try await settings.change(rule, to: "shop@example.org", at: .department(shop), department: shop, by: agent)
        #expect(settings.departments(with: .mailAddresses) == [shop: ["shop@example.org"]])
    }

    @Test("what another process sets is seen")
    func follows() async throws {
        let desk = try await TestDesk()
        let (one, other, shop) = (try await desk.settings(), try await desk.settings(), desk.shop.id)
        try await one.change(Setting.portalOn.rule, to: "off", at: .department(shop), department: shop, by: agent)
        #expect(other(.portalOn, department: shop))
        try await other.refresh()
        #expect(!other(.portalOn, department: shop))
    }

    @Test("a row that a newer version no longer allows is as if nobody had set it")
    func skipsOldValues() async throws {
        let desk = try await TestDesk()
        let shop = desk.shop.id
        _ = try await desk.database.write { tx in
            try tx.run(
                """
                INSERT INTO setting (department, scope, object, name, version, value, changed_at)
                VALUES (\(shop), 'department', \(shop), 'outbox.hold', 1, '999', 0)
                """)
        }
        #expect(try await desk.settings()(.outboxHold, department: shop) == 10)
    }

    @Test("what is no address of ours is refused", arguments: ["help", "a@b@c", "a b@c.org", "<a@b.org>", "@b.org", "a@", "Help@b.org", "a@b.org\r\nBcc: x"])
    func refusesAddresses(text: String) {
        #expect(throws: SettingError.self) { try Setting<String?>.mailFrom.rule.normalised(text) }
    }
}
