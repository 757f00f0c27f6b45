import Accounts
import ArgumentParser
import Customisation
import Foundation
import Primitives
import Storage
import Tickets

struct TicketCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket", abstract: "Look at tickets.", subcommands: [List.self, Show.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A line per ticket, oldest first.")

        @OptionGroup var options: ServerOptions
        @Flag(help: "One JSON object a line.") var json = false
        @Option(help: ArgumentHelp("Only those that a search finds, as typed in the pages: printer state:open.", valueName: "words"))
        var query: String?

        func run() async throws {
            try await Terminal.refusing {
                let house = try await House.forReading(options)
                try await house.eachDepartment { department, rooms in
                    let lines = TicketLines(rooms, department.id)
                    if let query { try await lines.each(matching: query, show) } else { try await lines.each(show) }
                }
                await house.close()
            }
        }

        private func show(_ line: TicketLines.Line) throws {
            print(json ? try JSONLine.text(line) : "\(line.number)  \(line.state)  tier \(line.tier)  \(line.subject)")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One ticket with all that was said and done.")

        @OptionGroup var options: ServerOptions
        @Flag(help: "As one JSON object.") var json = false
        @Argument(help: "Its number, as LBT-1042.") var number: String

        func run() async throws {
            guard let number = TicketNumber(number) else { throw ValidationError("\(number) is no ticket number") }
            try await Terminal.refusing {
                let house = try await House.forReading(options)
                var isFound = false
                try await house.eachDepartment { department, rooms in
                    guard !isFound, let whole = try await TicketLines(rooms, department.id).whole(number) else { return }
                    print(json ? try JSONLine.text(whole) : whole.plain)
                    isFound = true
                }
                await house.close()
                if !isFound { throw TicketError.notFound(number) }
            }
        }
    }
}
