import Accounts
import Foundation
import Primitives
import Search
import Storage
import Tickets

/// What the requests of a bench ask for, read from the desk beforehand.
package struct BenchSamples: Sendable {
    /// Places in the inbox.
    package let places: [String]
    package let numbers: [String]
    /// Two words of one message each, as frequent as in text.
    package let frequent: [String]
    /// Two rarer words of one message each.
    package let rare: [String]

    package init(_ db: Database, _ access: Access) async throws {
        let samples = try await db.read { tx in try Store(tx, access).samples() }
        (places, numbers) = (samples.places, samples.numbers)
        var random = SampleRandom(seed: 42)
        let common = Set(SampleWords(seed: 1).words.prefix(2000))
        frequent = samples.texts.map { text in
            let words = text.split { !$0.isLetter }
            return [words.randomElement(using: &random), words.randomElement(using: &random)].compactMap { $0 }.joined(separator: "+")
        }
        rare = samples.texts.compactMap { text in
            let words = text.split { !$0.isLetter }.filter { !common.contains(String($0)) }
            guard words.count > 1 else { return nil }
            return words.shuffled(using: &random).prefix(2).joined(separator: "+")
        }
    }

    private struct Store {
        private static let most = 2000

        let tx: Transaction
        let access: Access

        init(_ tx: Transaction, _ access: Access) {
            self.tx = tx
            self.access = access
        }

        func samples() throws -> (places: [String], numbers: [String], texts: [String]) {
            var places: [String] = [], after: ListKey?
            for _ in 0..<100 {
                let page = try TicketListStore(tx, for: access).page(.inbox, after: after, most: 50)
                guard let next = page.next.flatMap(ListKey.init) else { break }
                places.append(next.text)
                after = next
            }
            let low = try edge("min"), high = try edge("max")
            var random = SampleRandom(seed: 7), numbers: [String] = [], texts: [String] = []
            for _ in 0..<Self.most where high > low {
                let id = Int64.random(in: low...high, using: &random)
                let row = try tx.rows(
                    """
                    SELECT t.number, m.text FROM ticket t JOIN message m ON m.thread = t.id
                    WHERE t.id = (SELECT id FROM ticket WHERE id >= \(id) AND queue IN \(anyOf: try TicketListStore(tx, for: access).queuesOfTeams())
                        ORDER BY id LIMIT 1)
                    ORDER BY m.id LIMIT 1
                    """).first
                guard let row else { continue }
                numbers.append(try row("number"))
                texts.append(try row("text"))
            }
            return (places, numbers, texts)
        }

        private func edge(_ which: String) throws -> Int64 {
            let sql: SQL = which == "min" ? "SELECT min(id) FROM ticket" : "SELECT max(id) FROM ticket"
            return try tx.value(Int64.self, sql) ?? 0
        }
    }
}
