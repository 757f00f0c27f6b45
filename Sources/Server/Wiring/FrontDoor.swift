import API
import Accounts
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Languages
import Logging
import Mustache
import Primitives
import Storage
import Tickets
import Web

/// Every way in by HTTP, put together.
struct FrontDoor: Sendable {
    private let house: House
    let responder: RouterResponder<Context>
    /// Every way in, with its policy.
    let routes: [Route]
    /// Tells open pages what changes; runs beside the server.
    let live: LiveDesk

    init(_ house: House, mailPort: Int?) throws {
        self.house = house
        let desktop = house.desktop
        live = LiveDesk(desktop)
        let gate = Gate(
            Self.configuration(house), accounts: house.accounts, doorkeeper: desktop.doorkeeper, keyring: house.keyring,
            randomness: house.randomness, clock: house.clock)
        Self.health(gate, house.db)
        API(house.desk).add(to: gate)
        WebRoutes(desktop, Self.site(house, mailPort: mailPort), live: live, wayOut: house.wayOut).add(to: gate)
        responder = gate.responder()
        routes = gate.routes
    }

    /// Serves until a signal or the task's end.
    /// - Parameter bound: told the port when it is open
    func serve(_ bound: @escaping @Sendable (Int) -> Void) async throws {
        let app = Application(
            responder: responder,
            configuration: ApplicationConfiguration(
                address: .hostname(house.settings.http.host, port: house.settings.http.port), serverName: nil),
            onServerRunning: { channel in bound(channel.localAddress?.port ?? 0) }, logger: house.log)
        try await app.runService()
    }

    private static func configuration(_ house: House) -> GateConfiguration {
        var configuration = GateConfiguration(folder: URL(fileURLWithPath: house.settings.data).appending(path: "uploads").path)
        configuration.words = { notice, language in Words(language)(notice) }
        configuration.page = { refusal, context in WebRoutes.page(of: refusal, context) }
        configuration.contentPolicy = ContentPolicy.pages
        configuration.contactSignIn = LocalPath("/help/sign-in")
        return configuration
    }

    private static func site(_ house: House, mailPort: Int?) -> Site {
        let settings = house.settings
        var site = Site(
            url: { settings.address }, hostname: settings.hostname,
            filled: { text, values in try MustacheTemplate(string: text).render(values) })
        site.hasRelay = settings.relay != nil
        if let place = settings.smtp, let mailPort { site.mailDoor = Site.MailDoor(host: place.host, port: mailPort) }
        if house.isDemo, let customer = DemoScript.shop.customers.first {
            site.demo = Site.Demo(
                customer: Recipients.Address(name: customer.name, address: customer.email),
                empty: { try await house.empty() })
        }
        return site
    }

    /// `GET /healthz`: 200 when the database answers.
    private static func health(_ gate: Gate, _ db: Database) {
        gate.get("/healthz", .files("tells machines that it serves")) { _, _ in
            _ = try await db.read { tx in try tx.exists("SELECT 1 AS one") }
            return Response(status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: .init(string: "ok\n")))
        }
    }
}
