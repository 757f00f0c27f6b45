import Accounts
import ArgumentParser
import Customisation
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Primitives
import Storage
import Tickets

@testable import Server

/// A whole desk with every way in, on a folder that goes with it.
final class TestServer: Sendable {
    let house: House
    let front: FrontDoor
    private let folder: URL
    private let application: Application<RouterResponder<Context>>

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "amparo-\(UInt64.random(in: .min ... .max))")
        var log = Logger(label: "test")
        log.logLevel = .critical
        house = try await House(ServerSettings(.parse(["--data", folder.path])), migration: .run, log: log, isDemo: true)
        try await DemoDesk(house, .shop, as: .first).play()
        front = try FrontDoor(house, mailPort: nil)
        application = Application(responder: front.responder, logger: log)
    }

    /// An agent of tier 1 with those rights and no others.
    func hire(_ name: String, _ grants: [Grant]) async throws -> Agent {
        let agent = Agent(id: house.ids.next(), name: name, email: "\(name)@ribera.example", language: .en)
        let role = Role(id: house.ids.next(), department: .first, name: name, grants: grants), now = house.clock.now()
        try await house.db.write { tx in
            try AgentStore(tx).create(agent, password: nil, at: now)
            try RoleStore(tx).create(role)
            try RoleStore(tx).give(role.id, to: agent.id)
            if let team = try TeamStore(tx).all(in: .first).first(where: { $0.tier == 1 }) { try TeamStore(tx).join(agent.id, team.id) }
        }
        return agent
    }

    /// Somebody who came in: with a session for pages, an agent with a key for the API too.
    struct Guest {
        let entry: SignedIn
        let key: String?
    }

    func signIn(_ holder: Holder) async throws -> Guest {
        let link = try await house.accounts.demoLink(for: holder, name: "test")
        let entry = try await house.accounts.signIn(link: link, from: Visitor(address: "192.0.2.1"))
        guard let agent = holder.agent else { return Guest(entry: entry, key: nil) }
        return Guest(entry: entry, key: try await house.accounts.makeToken("test", expires: nil, for: agent).secret)
    }

    /// Knocks at a way in as whoever is signed in, or as nobody.
    func knock(at route: Route, as guest: Guest?) async throws -> TestResponse {
        var headers: HTTPFields = [.accept: "application/json"]
        if let guest {
            headers[.cookie] = "amparo=\(guest.entry.token)"
            if let name = HTTPField.Name("X-CSRF-Token") { headers[name] = guest.entry.session.csrf }
        }
        if route.path.hasPrefix("/api/"), let key = guest?.key { headers[.authorization] = "Bearer \(key)" }
        let isForm = route.method != .get && !route.path.hasPrefix("/api/")
        if route.method != .get { headers[.contentType] = isForm ? "application/x-www-form-urlencoded" : "application/json" }
        let body = route.method == .get ? nil : ByteBuffer(string: isForm ? "text=a" : "{}")
        let sent = headers
        return try await application.test(.router) { client in
            try await client.execute(uri: Self.address(of: route), method: route.method, headers: sent, body: body)
        }
    }

    /// Something stands at every place of a route that has a name.
    private static func address(of route: Route) -> String {
        route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix(":") else { return part == "**" ? "none" : String(part) }
            return part == ":number" || part == ":ticket" ? "LBT-1001" : "1"
        }.joined(separator: "/")
    }

    func close() async {
        await house.db.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
