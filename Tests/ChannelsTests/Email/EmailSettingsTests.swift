import Accounts
import Customisation
import Foundation
import Mail
import Primitives
import Storage
import Testing

@testable import Channels

@Suite("Settings of mail")
struct EmailSettingsTests {
    @Test("the relay's password lies sealed, is read back, and is never printed")
    func seals() async throws {
        try await MailDesk.with { desk in
            let settings = desk.settings, shop = desk.department.id
            let address = "smtps://desk:s%40cret@mail.example.org"
            try await settings.change(Setting.mailRelay.rule, to: address, at: .department(shop), department: shop, by: .system)
            let row = try await desk.db.read { tx in try tx.value(String.self, "SELECT value FROM setting WHERE name = 'mail.relay'") }
            #expect(row?.hasPrefix("sealed:") == true)
            let relay = try #require(settings(.mailRelay, department: shop))
            #expect(relay.credentials?.password == "s@cret" && relay.port == 465 && relay.protection == .immediate)
            var dumped = ""
            dump(relay, to: &dumped)
            #expect(!"\(relay)".contains("cret") && !String(reflecting: relay).contains("cret") && !dumped.contains("cret"))
        }
    }

    @Test(
        "what is no relay is refused in the same words wherever it is set",
        arguments: [
            ("http://a", "smtp.relay.unknownScheme"), ("mail.example.org", "smtp.relay.notURL"), ("smtp://", "smtp.relay.notURL"),
            ("smtp://a:99999", "smtp.relay.notURL"), ("smtp://h/path", "smtp.relay.notURL"), ("smtp://h?x=1", "smtp.relay.unknownOption"),
            ("smtp://u:p@h?starttls=never", "smtp.relay.mustEncryptCredentials"), ("smtp://u:a%0Db@h", "smtp.relay.notURL"),
        ])
    func refuses(text: String, key: String) {
        let refusal = #expect(throws: SettingError.self) { try Setting.mailRelay.rule.normalised(text) }
        #expect(refusal?.notice.key == key)
    }
}
