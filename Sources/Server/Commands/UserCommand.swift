import Accounts
import ArgumentParser
import Customisation
import Foundation
import Primitives
import Storage

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Agents: list them, invite one, make a token.", subcommands: [List.self, Token.self])

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
                await house.db.close()
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
                await house.db.close()
            }
        }
    }
}
