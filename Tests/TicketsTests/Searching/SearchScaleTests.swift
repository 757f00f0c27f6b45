import Accounts
import Contacts
import Foundation
import Knowledge
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Search
@testable import Tickets

/// Words as frequent as in text (Zipf), and desks full of them.
private struct Generator: RandomNumberGenerator {
    private var state: UInt64
    private let sums: [Double]
    let words: [String]

    init(seed: UInt64, words count: Int = 20_000) {
        state = seed
        var sum = 0.0
        sums = (1...count).map { sum += 1 / Double($0); return sum }
        let letters = Array("abcdefghijklmnoprstuvz")
        words = (0..<count).map { number in
            var rest = number + 400, word = ""
            while rest > 0 { word.append(letters[rest % letters.count]); rest /= letters.count }
            return word + "o"
        }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func word() -> String {
        let wanted = Double.random(in: 0..<(sums.last ?? 1), using: &self)
        var low = 0, high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return words[low]
    }

    mutating func text(_ count: Int) -> String { (0..<count).map { _ in word() }.joined(separator: " ") }
}

/// Measures, when asked to by `AMPARO_MEASURE=20000`; prints and judges nothing, as the machine may be busy.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["AMPARO_MEASURE"] != nil)) struct SearchScaleTests {
    private static let count = ProcessInfo.processInfo.environment["AMPARO_MEASURE"].flatMap { Int($0) } ?? 20_000

    @Test("how long searches take on a large desk")
    func measure() async throws {
        try await SearchingDesk.with { desk in
            var generator = Generator(seed: 7)
            var customers: [ID<Contact>] = []
            for number in 0..<200 { customers.append(try await desk.customer("Customer \(number) \(generator.word())", "c\(number)@kunde.example")) }
            try await fill(desk, customers, &generator)
            try await articles(desk, &generator)
            try await ask(desk, &generator)
        }
    }

    private func fill(_ desk: SearchingDesk, _ customers: [ID<Contact>], _ generator: inout Generator) async throws {
        let clock = ContinuousClock(), start = clock.now, slice = 50
        var indexing = Duration.zero
        for batch in 0..<(Self.count / slice) {
            var tickets: [(Ticket, [NewMessage])] = []
            for _ in 0..<slice {
                desk.time.advance(by: .milliseconds(700))
                let customer = customers.randomElement(using: &generator) ?? ID(0), now = desk.time.clock.now()
                let state = [State.open, .pending, .solved, .solved, .closed].randomElement(using: &generator) ?? .open
                let ticket = Ticket(
                    id: desk.ids.next(), version: .first, department: desk.department.id, number: TicketNumber(prefix: "LBT", Int64(10_000 + batch * slice + tickets.count)),
                    subject: generator.text(6), state: state, kind: .question, priority: .normal, category: nil,
                    queue: desk.queues[Int.random(in: 0..<10, using: &generator) == 0 ? 1 : 0].id, tier: .first,
                    assignee: Bool.random(using: &generator) ? desk.ana.agent : nil, requester: customer, affected: nil, complainedAbout: nil,
                    isConfidential: false, language: .es, channel: .email, tags: Int.random(in: 0..<50, using: &generator) == 0 ? [Tag("vip")].compactMap(\.self) : [],
                    snippet: "", spokeLast: .customer, opened: now, active: now, waitingSince: nil, solved: nil, mergedInto: nil, binned: nil, stateBefore: nil)
                tickets.append((ticket, (0..<3).map { _ in NewMessage(.incoming, .email, by: .contact(customer), text: generator.text(60)) }))
            }
            let made = tickets
            indexing += try await desk.db.write { tx in
                var indexing = Duration.zero
                let store = TicketStore(tx, department: desk.department.id), messages = MessageStore(tx, department: desk.department.id)
                for (ticket, texts) in made {
                    try store.insert(ticket)
                    let begin = clock.now
                    try store.index(ticket, isNew: true)
                    indexing += clock.now - begin
                    for text in texts {
                        let id: ID<Message> = desk.ids.next()
                        try messages.insert(id, text, on: ticket.id, thread: ticket.id, at: ticket.opened)
                        let begin = clock.now
                        try SearchStore(tx, department: desk.department.id).put(
                            SearchDocument(.message, id.rawValue, ticket: ticket.id.rawValue, text: text.text, language: .es), isNew: true)
                        indexing += clock.now - begin
                    }
                }
                return indexing
            }
        }
        let size = try FileManager.default.attributesOfItem(atPath: desk.folder["desk.sqlite"])[.size] as? Int ?? 0
        print("\(Self.count) tickets, \(Self.count * 3) messages in \(clock.now - start), \(size >> 20) MB; indexing a document took \(indexing / (Self.count * 4))")
    }

    private func articles(_ desk: SearchingDesk, _ generator: inout Generator) async throws {
        for _ in 0..<500 {
            let text = ArticleText(title: generator.text(6), problem: generator.text(20), steps: generator.text(60))
            _ = try await desk.knowledge.create(NewArticle(text, language: .es), as: desk.lead)
        }
    }

    private func ask(_ desk: SearchingDesk, _ generator: inout Generator) async throws {
        func rare() -> String { generator.words[Int.random(in: 300..<6000, using: &generator)] }
        var kinds: [(String, [String])] = [("two rarer words", (0..<300).map { _ in "\(rare()) \(rare())" })]
        kinds.append(("two words of a text", (0..<300).map { _ in generator.text(2) }))
        kinds.append(("one of the ten most frequent", (0..<100).map { generator.words[$0 % 10] }))
        kinds.append(("two of the ten most frequent", (0..<100).map { "\(generator.words[$0 % 10]) \(generator.words[($0 + 3) % 10])" }))
        kinds.append(("a phrase of frequent words", (0..<100).map { "\"\(generator.words[$0 % 10]) \(generator.words[($0 + 3) % 10])\"" }))
        kinds.append(("a frequent word, filtered", (0..<100).map { "\(generator.words[$0 % 10]) state:open tier:2" }))
        kinds.append(("a beginning of three letters", (0..<100).map { _ in rare().prefix(3) + "*" }))
        kinds.append(("a beginning of two letters", (0..<50).map { _ in rare().prefix(2) + "*" }))
        kinds += ["state:open", "state:open tier:2", "tag:vip", "from:c7@kunde.example", "category:* state:solved", "assignee:me state:open", "is:confidential"].map {
            ($0, Array(repeating: $0, count: 30))
        }
        for access in [desk.ana, desk.lead, desk.second] {
            print(access.actor == desk.ana.actor ? "agent of tier 1" : access.actor == desk.lead.actor ? "lead" : "agent of tier 2")
            for (name, queries) in kinds {
                var times: [Duration] = [], found = 0
                for query in queries {
                    let begin = ContinuousClock.now
                    found += try await desk.results(query, as: access).page.rows.count
                    times.append(ContinuousClock.now - begin)
                }
                times.sort()
                print("  \(name): p50 \(times[times.count / 2]), p95 \(times[times.count * 95 / 100]), max \(times[times.count - 1]), rows \(found / queries.count)")
            }
        }
        let ids = try await desk.db.read { tx in try tx.column(ID<Ticket>.self, "SELECT id FROM ticket ORDER BY id DESC LIMIT 200") }
        var times: [Duration] = []
        for id in ids {
            let begin = ContinuousClock.now
            _ = try await desk.db.read { tx in
                guard let ticket = try TicketStore(tx, department: desk.department.id).find(id) else { return 0 }
                return try Suggestions(tx, for: desk.ana).of(ticket).count
            }
            times.append(ContinuousClock.now - begin)
        }
        times.sort()
        print("suggestions for a ticket: p50 \(times[times.count / 2]), p95 \(times[times.count * 95 / 100])")
    }
}
