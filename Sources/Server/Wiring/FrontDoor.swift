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
    private let mailPort: Int?
    private let signpost: Signpost
    let responder: RouterResponder<Context>
    /// Every way in, with its policy.
    let routes: [Route]
    /// Tells open pages what changes; runs beside the server.
    let live: LiveDesk

    init(_ house: House, mailPort: Int?) throws {
        self.house = house
        self.mailPort = mailPort
        live = LiveDesk(house.desktop)
        signpost = Signpost(house.branches, overAll: WebRoutes.overAll)
        let gate = Self.gate(house, signpost)
        Self.add(house, mailPort: mailPort, live: live, to: gate)
        responder = gate.responder()
        routes = gate.routes
    }

    /// Lets requests about a department through to its own desk, which works until the task is cancelled.
    func open(_ branch: House) async throws -> Task<Void, Never> {
        guard let department = branch.apart else { return Task {} }
        let gate = Self.gate(branch, nil), services = Services(branch), live = live
        Self.add(branch, mailPort: mailPort, live: live, to: gate)
        try await services.prepare()
        signpost.open(Signpost.Wing(gate, doorkeeper: branch.desktop.doorkeeper), for: department)
        return Task { await services.run(telling: live) }
    }

    func close(_ department: ID<Department>) { signpost.close(department) }

    private static func gate(_ house: House, _ signpost: Signpost?) -> Gate {
        Gate(
            configuration(house), accounts: house.accounts, doorkeeper: house.desktop.doorkeeper, keyring: house.keyring,
            randomness: house.randomness, clock: house.clock, signpost: signpost)
    }

    private static func add(_ house: House, mailPort: Int?, live: LiveDesk, to gate: Gate) {
        health(gate, house.db)
        API(house.desk).add(to: gate)
        WebRoutes(house.desktop, site(house, mailPort: mailPort), live: live, wayOut: house.wayOut).add(to: gate)
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
        site.homes = DepartmentHomes(
            sealed: { address, department in
                let opening = BranchOpening(main: house)
                let db = try await opening.connect(DatabaseAddress(address), for: department, migrates: true)
                await db.close()
                return try opening.sealed(address, of: department)
            },
            place: { sealed, department in try BranchOpening(main: house).address(sealed, of: department).place })
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
