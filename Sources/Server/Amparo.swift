import ArgumentParser

@main
struct Amparo: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "amparo",
        abstract: "A help desk in one program: the counter where a company's customers turn.",
        discussion: """
            Every option is also an environment variable and a key of amparo.yaml, both named in its help. What is said nearest \
            holds: option, then variable, then file.
            """,
        version: version,
        subcommands: [
            Serve.self, Demo.self, Setup.self, Migrate.self, UserCommand.self, TicketCommand.self, MailCommand.self, BackupCommand.self, RestoreCommand.self,
            MoveCommand.self, BenchCommand.self, Doctor.self,
        ])
}
