import Accounts
import Customisation
import HTTPTypes
import HummingbirdTesting
import Primitives
import Testing
@testable import Web


@Suite struct SetupTests {
    @Test("the desk is made one's own in five answers, each of which may be left for later")
    func five() async throws {
        try await TestHouse.open { house in
            let browser = try await house.office()
            let first = try await browser.get("/welcome/name")
            #expect(first.status == .ok && first.html.contains("href=\"/welcome/address\""))
            let name = ["name": "Ribera & Hijos", "language": "es", "zone": "Europe/Madrid"]
            #expect(try await browser.send("/welcome/name", name).headers[.location] == "/welcome/address")
            let wrong = try await browser.send("/welcome/address", ["mail.addresses": "not an address"])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("not an address"))
            #expect(try await browser.send("/welcome/address", ["mail.addresses": "help@ribera.example"]).headers[.location] == "/welcome/team")
            let team = try await browser.send("/welcome/team", ["name1": "Inês", "email1": "ines@ribera.example"])
            // Without a relay the link is handed over by whoever invites.
            #expect(team.status == .ok && team.html.contains("https://help.example/invite/"))
            #expect(try await browser.send("/welcome/hours", ["mon": "09:00-18:00"]).headers[.location] == "/welcome/mail")
            #expect(try await browser.send("/welcome/mail").headers[.location] == "/inbox")
            let settings = house.desktop.settings, shop = house.shop.id
            #expect(settings(.deskName, department: shop) == "Ribera & Hijos")
            #expect(settings(.mailAddresses, department: shop) == ["help@ribera.example"])
            #expect(settings(.hours, department: shop).settingText == "mon 09:00-18:00")
        }
    }

    @Test("an invited colleague chooses a password and is in")
    func invited() async throws {
        try await TestHouse.open { house in
            let boss = try await house.office()
            let page = try await boss.send("/welcome/team", ["name1": "Inês", "email1": "ines@ribera.example"]).html
            let path = String(try #require(page.firstMatch(of: /https:\/\/help\.example(\/invite\/[^"]+)/)).1)
            let browser = house.stranger()
            #expect(try await browser.get(path).html.contains("ines@ribera.example"))
            let differ = try await browser.send(path, ["password": "one sentence of hers", "again": "another sentence"])
            #expect(differ.status == .unprocessableContent)
            let password = "one sentence of hers"
            #expect(try await browser.send(path, ["password": password, "again": password]).headers[.location] == "/inbox")
            #expect(try await browser.get("/settings").status == .forbidden)
        }
    }

    @Test("the first administrator's link is over once there is one")
    func setup() async throws {
        try await TestHouse.open { house in
            let link = try await house.desktop.accounts.setupLink()
            #expect(link == nil)
            let answer = try await house.stranger().get("/setup/\(String(repeating: "x", count: 32))")
            #expect(answer.status == .gone)
        }
    }
}
