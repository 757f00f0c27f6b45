import Accounts
import ArgumentParser
import Customisation
import Foundation
import Ops
import Primitives
import Storage

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure a desk full of made-up tickets, over HTTP and SMTP.",
        discussion: """
            Makes the desk in a folder that goes afterwards, or with --data uses one that an earlier bench made there. Serves it by \
            this program in a process of its own, and asks as people and programs do. A desk at work is never measured.
            """)

    @Option(help: ArgumentHelp("How many tickets a new desk gets.", valueName: "n")) var tickets = 100_000
    @Option(help: ArgumentHelp("Keep the desk in this folder.", valueName: "dir")) var data: String?
    @Option(help: ArgumentHelp("The database, as for serve.", valueName: "url")) var database: String?
    @Option(help: ArgumentHelp("Write the figures as JSON too.", valueName: "file")) var json: String?
    @Option(help: "How long each kind of request is asked.") var seconds = 5
    @Option(help: "How many mails are handed over.") var mails = 3000

    func run() async throws {
        try await Terminal.refusing {
            let scratch = FileManager.default.temporaryDirectory.appending(path: "amparo-bench-\(getpid())").path
            defer { if data == nil { try? FileManager.default.removeItem(atPath: scratch) } }
            let folder = data ?? scratch
            let options = try ServerOptions.parse(["--data", folder] + (database.map { ["--database", $0] } ?? []))
            let house = try await House(ServerSettings(options), migration: .refuseUnlessEmpty, log: Terminal.log)
            let desk = BenchDesk(house)
            if try await desk.isNew() {
                Self.say("making \(tickets) tickets")
                try await desk.make(tickets) { if $0 % 10_000 == 0 { Self.say("\($0)") } }
            }
            let report = try await measure(desk, house, folder)
            await house.close()
            print(report.table)
            if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
        }
    }

    private func measure(_ desk: BenchDesk, _ house: House, _ folder: String) async throws -> BenchReport {
        let database = database
        var report = BenchReport(tickets: try await desk.count())
        let (access, cookie, token) = try await desk.signIn()
        let bench = Bench(db: house.db, access: access, cookie: cookie, token: token, time: .seconds(seconds), mails: mails)
        try await bench.run(&report, told: Self.say) { try await ServerChild.start(data: folder, database: database) }
        return report
    }

    private static func say(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}

/// A desk that is there to be measured: three colleagues for each tier, and made-up tickets.
struct BenchDesk: Sendable {
    private static let first = "level1-1@bench.invalid"
    private let house: House
    private let department = ID<Department>.first

    init(_ house: House) {
        self.house = house
    }

    /// Throws ``BenchError/deskAtWork`` for a desk that no bench made.
    func isNew() async throws -> Bool {
        let (isEmpty, isOurs) = try await house.db.read { tx in
            let agents = AgentStore(tx)
            return (try agents.isEmpty(), try agents.find(email: Self.first) != nil)
        }
        guard isEmpty || isOurs else { throw BenchError.deskAtWork }
        return isEmpty
    }

    func make(_ count: Int, progress: (Int) -> Void) async throws {
        let now = house.clock.now()
        try await house.db.write { tx in
            let roles = try RoleStore(tx).all(in: department)
            for team in try TeamStore(tx).all(in: department) {
                for number in 1...3 {
                    let name = "level\(team.tier)-\(number)"
                    let agent = Agent(id: house.ids.next(), name: name, email: "\(name)@bench.invalid", language: .en, zone: "UTC")
                    try AgentStore(tx).create(agent, password: nil, at: now)
                    try TeamStore(tx).join(agent.id, team.id)
                    if let role = roles.first(where: { $0.builtIn == .agent }) { try RoleStore(tx).give(role.id, to: agent.id) }
                }
            }
        }
        try await SampleDesk(db: house.db, department: department, prefix: "LBT", seed: 1)
            .fill(count, at: now, readers: Services(house).readerNames, progress: progress)
        try await house.db.analyse()
    }

    func count() async throws -> Int {
        try await house.db.read { tx in try tx.value(Int.self, "SELECT count(*) FROM ticket") ?? 0 }
    }

    /// An agent of tier 1 at work, and a key for programs.
    func signIn() async throws -> (Access, cookie: String, token: String) {
        let found = try await house.db.read { tx in
            try AgentStore(tx).find(email: Self.first).map { ($0, try AccessStore(tx).access(of: $0.id, in: department)) }
        }
        guard let (agent, granted) = found, let access = granted else { throw BenchError.deskAtWork }
        let link = try await house.accounts.demoLink(for: .agent(agent.id), name: "bench")
        let session = try await house.accounts.signIn(link: link, from: Visitor(address: "127.0.0.1", device: "bench"))
        let token = try await house.accounts.makeToken("bench", expires: nil, for: agent.id)
        return (access, session.token, token.secret)
    }
}
