import Accounts
import Foundation
import Primitives
import Storage
import Tickets

/// Measures a desk as its people and customers use it: over HTTP and SMTP, the client on the same machine and counted in.
package struct Bench: Sendable {
    private static let clients = 32
    /// Who search at the same moment: fewer than those who turn pages, as everybody reads what they found.
    private static let searchers = 8
    private static let mailConnections = 8

    package let db: Database
    package let access: Access
    /// The cookie of an agent who is signed in.
    package let cookie: String
    /// The key of a program.
    package let token: String
    package let words = SampleWords(seed: 1)
    /// How long each kind of request is asked.
    package let time: Duration
    package let mails: Int

    package init(db: Database, access: Access, cookie: String, token: String, time: Duration, mails: Int) {
        self.db = db
        self.access = access
        self.cookie = cookie
        self.token = token
        self.time = time
        self.mails = mails
    }

    package func run(
        _ report: inout BenchReport, told: (String) -> Void, start: () async throws -> ServerChild
    ) async throws {
        let samples = try await BenchSamples(db, access)
        try await measureStart(&report, start)
        let child = try await start()
        defer { child.stop() }
        try await Task.sleep(for: .seconds(3))
        if let memory = child.memory() { report.add("idle memory (PSS)", Double(memory) / 1_048_576, "MB", goal: "<= 60 MB") }
        let load = HTTPLoad(host: child.web.host, port: child.web.port)
        for read in reads(samples) {
            guard try await load.succeeds(read.request(1)) else { continue }
            told(read.work)
            report.add(read.work, try await load.run(clients: read.clients, for: time, read.request), goal: read.goal)
        }
        told("create")
        let created = try await load.run(clients: Self.clients, for: time, status: 201, creation)
        report.add("create by API, \(Self.clients) clients", created, goal: ">= 4000/s (2000)")
        told("mail")
        try await measureMail(&report, child)
        if let memory = child.memory() { report.add("memory after all of it", Double(memory) / 1_048_576, "MB", goal: "") }
    }

    private func measureStart(_ report: inout BenchReport, _ start: () async throws -> ServerChild) async throws {
        var times: [Double] = []
        for _ in 0..<3 {
            let child = try await start()
            times.append(child.start / .milliseconds(1))
            child.stop()
        }
        report.add("start to /healthz", times.sorted()[1], "ms", goal: "<= 300 ms")
    }

    private struct Read: Sendable {
        let work: String
        let goal: String
        let clients: Int
        let request: @Sendable (Int) -> [UInt8]
    }

    private func reads(_ samples: BenchSamples) -> [Read] {
        let browser = ["Cookie": "amparo=\(cookie)"], program = ["Authorization": "Bearer \(token)"]
        func read(_ work: String, _ goal: String, _ headers: [String: String], clients: Int = Self.clients, _ paths: [String]) -> Read {
            let requests = paths.map { HTTPLoad.request("GET", $0, headers) }
            return Read(work: "\(work), \(clients) clients", goal: goal, clients: clients) { number in
                requests.isEmpty ? [] : requests[(number &* 7919) % requests.count]
            }
        }
        // Every other request is the first page.
        let pages = samples.places.flatMap { ["/inbox", "/inbox?after=\($0)"] } + (samples.places.isEmpty ? ["/inbox"] : [])
        let page = ">= 3000/s, p95 <= 15 ms", search = ">= 500/s, p95 <= 30 ms"
        return [
            read("list page", page, browser, pages),
            read("ticket page", page, browser, samples.numbers.map { "/tickets/\($0)" }),
            read("search page, two words", search, browser, clients: Self.searchers, samples.frequent.map { "/search?q=\($0)" }),
            read("search page, two rarer words", search, browser, clients: Self.searchers, samples.rare.map { "/search?q=\($0)" }),
            read("list by API", "", program, ["/api/v1/tickets"] + samples.places.map { "/api/v1/tickets?after=\($0)" }),
            read("ticket by API", "", program, samples.numbers.map { "/api/v1/tickets/\($0)" }),
            read("search by API, two words", "", program, clients: Self.searchers, samples.frequent.map { "/api/v1/tickets/search?q=\($0)" }),
            read("search by API, rarer words", "", program, clients: Self.searchers, samples.rare.map { "/api/v1/tickets/search?q=\($0)" }),
        ]
    }

    private var creation: @Sendable (Int) -> [UInt8] {
        let headers = ["Authorization": "Bearer \(token)", "Content-Type": "application/json"], run = UInt64(Date().timeIntervalSince1970)
        return { [words] number in
            var random = SampleRandom(seed: run &* 1_000_003 &+ UInt64(number))
            let text = words.text(60, &random).replacing("\n", with: " ")
            let body = """
                {"requester":{"email":"new\(run)-\(number)@example.com","name":"New \(number)"},"subject":"\(words.text(5, &random))","text":"\(text)"}
                """
            return HTTPLoad.request("POST", "/api/v1/tickets", headers, body: body)
        }
    }

    /// From the first byte to the last ticket that stands in lists.
    private func measureMail(_ report: inout BenchReport, _ child: ServerChild) async throws {
        let last = try await lastTicket(), run = UInt64(Date().timeIntervalSince1970), words = words
        let start = ContinuousClock.now
        let taken = try await MailLoad(host: child.mail.host, port: child.mail.port).run(
            connections: Self.mailConnections, mails: mails
        ) { number in
            var random = SampleRandom(seed: run &* 999_983 &+ UInt64(number))
            let sender = "writer\(run)-\(number)@example.com"
            let head = [
                "From: Writer \(number) <\(sender)>", "To: desk@example.net", "Subject: \(words.text(5, &random))",
                "Message-ID: <\(run).\(number)@example.com>", "Date: Fri, 20 Nov 2026 17:30:00 +0000", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
            ]
            return (sender, head.joined(separator: "\r\n") + "\r\n\r\n" + words.text(60, &random).replacing("\n", with: "\r\n"))
        }
        let accepted = ContinuousClock.now - start
        while try await tickets(after: last) < taken, ContinuousClock.now - start < .seconds(300) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let listed = ContinuousClock.now - start
        report.add("mail accepted", Double(taken) / (accepted / .seconds(1)), "/s", goal: "")
        report.add("mail to ticket, \(Self.mailConnections) connections", Double(taken) / (listed / .seconds(1)), "/s", goal: ">= 1000/s")
        if taken < mails { report.add("mails refused", Double(mails - taken), "", goal: "0") }
    }

    private func lastTicket() async throws -> ID<Ticket> {
        try await db.read { tx in try tx.value(ID<Ticket>.self, "SELECT max(id) FROM ticket") ?? ID(0) }
    }

    private func tickets(after last: ID<Ticket>) async throws -> Int {
        let department = access.department
        return try await db.read { tx in
            try tx.value(Int.self, "SELECT count(*) FROM ticket WHERE \(filter: "department = \(department)") AND id > \(last)") ?? 0
        }
    }
}
