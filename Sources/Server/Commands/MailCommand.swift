import Accounts
import ArgumentParser
import Channels
import Customisation
import Foundation
import Mail
import Markup
import Primitives
import Storage
import Tickets

struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Take in, read and look up mail.", subcommands: [Receive.self, Explain.self, Log.self])

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a mail from standard input.",
            discussion: """
                Exit 0 only when it is stored; 75 when it could not be and the mail server should try again; 65 when it is larger than \
                \(MailLimits.standard.size >> 20) MB, which no other try would change.
                """)

        @OptionGroup var options: ServerOptions
        @Option(help: ArgumentHelp("The address it was for.", valueName: "address")) var to: String?

        func run() async throws {
            // Whoever started us may not listen to what we say.
            signal(SIGPIPE, SIG_IGN)
            guard let bytes = try read() else {
                say("the mail is larger than \(MailLimits.standard.size >> 20) MB")
                throw ExitCode(65)  // EX_DATAERR
            }
            do {
                let house = try await House(ServerSettings(options), migration: .refuseUnlessEmpty, log: Terminal.log)
                let recipients = to.map { [$0] } ?? []
                let departments = house.offices.departments(of: recipients)
                try await house.withDepartments(departments.keys.sorted()) { rooms in
                    try await house.archive.keep(bytes, for: departments, door: .pipe, sender: nil)
                    // It is safe now; a server at work takes it up, otherwise it is taken up here.
                    for room in rooms { _ = try? await room.intake.takeWaiting(most: 16) }
                }
                await house.close()
            } catch {
                say((error as? any UserFacingError).map { Terminal.words($0.notice) } ?? "\(error)")
                throw ExitCode(75)  // EX_TEMPFAIL: the mail server keeps it and comes again
            }
        }

        /// All of standard input; `nil` when it is longer than a mail may be. Throws 75 when it breaks off.
        private func read() throws -> [UInt8]? {
            var mail: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = Foundation.read(STDIN_FILENO, &piece, piece.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw ExitCode(75) }
                if count == 0 { return mail }
                mail += piece[..<count]
                if mail.count > MailLimits.standard.size { return nil }
            }
        }

        private func say(_ words: String) {
            let line = Array("amparo: \(words)\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read messages and say what they hold, a JSON line each; needs no desk and stores nothing.")

        @Argument(help: "Files with one message each.") var files: [String]

        func run() async throws {
            for file in files {
                let bytes = (try? Data(contentsOf: URL(fileURLWithPath: file))).map { [UInt8]($0) } ?? []
                print(try MailExplanation(file: file, bytes: bytes).line())
            }
        }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Every message ever received, oldest first.")

        @OptionGroup var options: ServerOptions
        @Flag(help: "One JSON object a line.") var json = false

        func run() async throws {
            try await Terminal.refusing {
                let house = try await House.forReading(options)
                let lines = MailLogLines(house)
                try await lines.each { line in
                    print(json ? try JSONLine.text(line) : "\(line.receivedAt)  \(line.outcome)  \(line.ticket ?? "-")  \(line.messageId ?? "-")")
                }
                await house.close()
            }
        }
    }
}

extension MailExplanation {
    /// Reads a message as the intake does. Bytes that are no mail give a poor line, not an error.
    init(file: String, bytes: [UInt8]) {
        let mail = MailParser().parse(bytes)
        let report = MailReport.report(on: mail, envelopeSender: nil)
        self.init(
            of: mail, file: file, reply: ReplyTrimmer.trim(mail).reply,
            html: mail.html.map { Sanitiser(policy: .mail).sanitise($0).html.text }, kind: report.kind.rawValue,
            failed: report.failed.map { Failure(address: $0.address, status: $0.status, permanent: $0.permanent, reason: $0.reason) })
    }
}
