import Accounts
import ArgumentParser
import Foundation
import Primitives
import Storage

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a desk.",
        discussion: """
            Makes its secrets and its database where there are none, brings an older database to this version after a snapshot, and \
            prints a one-time link for the first administrator while there is none.
            """)

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let house = try await House(ServerSettings(options), migration: .run, log: Terminal.log)
            let server = try await RunningServer.start(house)
            print("web \(server.url)")
            if let mail = server.mail { print("mail \(mail)") }
            if let secret = try await house.accounts.setupLink() {
                print("set-up \(server.url)/setup/\(secret)")
                print("The link works once and for 24 hours; `amparo setup` prints another.")
            }
            Terminal.flush()
            await server.untilStopped()
        }
    }
}

struct Setup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a new one-time link for the first administrator; earlier ones end.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let settings = try ServerSettings(options)
            let house = try await House(settings, migration: .refuseUnlessEmpty, log: Terminal.log)
            guard let secret = try await house.accounts.setupLink() else {
                print("This desk has administrators already; `amparo user invite` makes more.")
                return
            }
            print("set-up \(settings.address)/setup/\(secret)")
            await house.close()
        }
    }
}

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to this version, after a snapshot; never beside a running server.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await Terminal.refusing {
            let house = try await House(ServerSettings(options), migration: .run, log: Terminal.log)
            print("the database is at schema \(Schema.migrations.map(\.number).max() ?? 0)")
            await house.close()
        }
    }
}
