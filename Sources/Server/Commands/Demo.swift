import Accounts
import ArgumentParser
import Contacts
import Customisation
import Foundation
import Primitives
import Storage
import Tickets

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a desk to try: a shop and its internal IT, with links that sign in at once.",
        discussion: "On a throw-away folder, which goes when it stops; --data keeps it.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let scratch = FileManager.default.temporaryDirectory.appending(path: "amparo-demo-\(getpid())").path
            let settings = try ServerSettings(options, smtpByDefault: "127.0.0.1:2525", dataByDefault: scratch)
            let house = try await House(settings, migration: .run, log: Terminal.log, isDemo: true)
            if try await !DemoDesk.isPlayed(house) {
                try await DemoDesk(house, .shop, as: .first).play()
                try await DemoDesk(house, .office, as: ID(2)).play()
            }
            let server = try await RunningServer.start(house)
            try await Self.invite(house, server)
            await server.untilStopped()
            if settings.data == scratch { try? FileManager.default.removeItem(atPath: scratch) }
        }
    }

    /// Prints where it is and who may come in, one a line.
    private static func invite(_ house: House, _ server: RunningServer) async throws {
        print("web \(server.url)")
        if let mail = server.mail { print("mail \(mail)") }
        for colleague in DemoScript.shop.colleagues {
            let found = try await house.db.read { tx in try AgentStore(tx).find(email: colleague.email) }
            guard let agent = found else { continue }
            let secret = try await house.accounts.demoLink(for: .agent(agent.id), name: colleague.name)
            print("\(colleague.tier.map { "tier-\($0)" } ?? "admin") \(server.url)/s/\(secret)")
        }
        if let customer = try await customer(house) {
            let secret = try await house.accounts.demoLink(for: .contact(customer.rawValue, .first), name: "customer")
            print("customer \(server.url)/s/\(secret)")
        }
        Terminal.flush()
    }

    private static func customer(_ house: House) async throws -> ID<Contact>? {
        guard let first = DemoScript.shop.customers.first else { return nil }
        return try await house.db.read { tx in
            try ContactStore(tx, department: .first).find(.email, first.email)?.id
        }
    }
}
