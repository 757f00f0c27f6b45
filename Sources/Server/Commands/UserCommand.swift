import Accounts
import ArgumentParser
import Customisation
import Foundation
import Primitives
import Storage
import Synchronization

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Agents: list them, invite one, make a token.", subcommands: [List.self, Invite.self, Token.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A line per agent.")
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await Terminal.refusing {
                let house = try await House.forReading(options)
                let agents = try await house.db.read { tx in
                    try DepartmentStore(tx).all().flatMap { try AgentStore(tx).all(in: $0.id) }
                }
                for agent in agents { print("\(agent.email)  \(agent.name)\(agent.isActive ? "" : "  (inactive)")") }
                await house.close()
            }
        }
    }

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account and print the one-time link that chooses its password; for one without a password another link.")
        @OptionGroup var options: ServerOptions
        @Argument(help: "Their address.") var email: String
        @Option(help: "What they are called; the address where nothing is said.") var name: String?
        @Option(help: "Their role in the first department: agent, lead or admin.") var role = Role.BuiltIn.agent

        func run() async throws {
            try await Terminal.refusing {
                let house = try await House.forReading(options)
                let agent = Agent(id: house.ids.next(), name: name ?? email, email: email)
                let (roles, teams) = try await house.db.read { tx in
                    let department = ID<Department>.first
                    let roles = try RoleStore(tx).all(in: department).filter { $0.builtIn == role }.map(\.id)
                    return (Set(roles), Set(try TeamStore(tx).all(in: department).prefix(1).map(\.id)))
                }
                let made = Mutex<String?>(nil)
                try await house.accounts.invite(agent, roles: roles, teams: teams, as: .system(.first)) { _, _, token in
                    made.withLock { $0 = token }
                }
                await house.close()
                guard let token = made.withLock({ $0 }) else { throw AccountError.emailTaken }
                print("invite \(house.settings.address)/invite/\(token)")
            }
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key for programs that may do what the agent may; it is shown this once.")
        @OptionGroup var options: ServerOptions
        @Argument(help: "The agent's address.") var email: String
        @Option(help: "What the key is for.") var name = "command line"

        func run() async throws {
            try await Terminal.refusing {
                let house = try await House.forReading(options)
                let found = try await house.db.read { tx in try AgentStore(tx).find(email: email) }
                guard let agent = found else { throw AccountError.noSuchAgent }
                print(try await house.accounts.makeToken(name, expires: nil, for: agent.id).secret)
                await house.close()
            }
        }
    }
}

extension Role.BuiltIn: ExpressibleByArgument {}
