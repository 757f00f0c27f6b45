import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Knowledge

@Suite struct LikenessTests {
    private struct Question: Decodable {
        struct Expected: Decodable { let intent: String }

        let text: String
        let expected: Expected
    }

    private static func questions() throws -> [Question] {
        let text = try String(contentsOf: Corpora.folder.appending(path: "questions-banking77/cases.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Question.self, from: Data($0.utf8)) }
    }

    /// Articles with these titles and nothing else; their ids in that order.
    private func fill(_ room: KnowledgeRoom, _ titles: [String]) async throws -> [ID<Article>] {
        let now = room.time.clock.now(), department = room.department
        let articles = titles.indices.map { Article(id: ID(Int64($0 + 1)), department: department, audience: .agents, language: .en, author: nil, at: now) }
        for start in stride(from: 0, to: titles.count, by: 100) {
            let some = start..<min(start + 100, titles.count)
            try await room.db.write { tx in
                let store = ArticleStore(tx, department: department)
                for index in some { try store.insert(articles[index], ArticleText(title: titles[index], problem: "", steps: "")) }
            }
        }
        return articles.map(\.id)
    }

    @Test(
        "nineteen of twenty customers find another question of the same intent among the first ten",
        .enabled(if: Corpora.exists("questions-banking77")))
    func banking() async throws {
        let questions = try Self.questions()
        try await KnowledgeRoom.with { room in
            _ = try await fill(room, questions.map(\.text))
            let asked = Array(stride(from: 0, to: questions.count, by: 7).prefix(1000)), department = room.department
            var found = 0, first = 0
            for index in asked {
                // Itself is left out.
                let ranked = try await room.db.read { tx in
                    try SuggestionStore(tx, department: department).rank(questions[index].text, language: .en, most: 11)
                }
                let others = ranked.map { Int($0.article.rawValue) - 1 }.filter { $0 != index }.prefix(10)
                found += others.contains { questions[$0].expected.intent == questions[index].expected.intent } ? 1 : 0
                first += others.first.map { questions[$0].expected.intent == questions[index].expected.intent } ?? false ? 1 : 0
            }
            print("questions-banking77: \(asked.count) questions, another of the intent among ten for \(found), as the first for \(first)")
            #expect(found >= asked.count * 95 / 100)
        }
    }

    @Test("small words and their order decide between articles that share the others")
    func smallWords() async throws {
        try await KnowledgeRoom.with { room in
            let ids = try await fill(room, ["My card was declined", "How can I get a card", "Where is my new card", "Which card can I get as a new customer"])
            let department = room.department
            for (text, wanted) in [("how can I get one card", 1), ("where is my card", 2), ("the card is declined", 0)] {
                let best = try await room.db.read { tx in
                    try SuggestionStore(tx, department: department).rank(text, language: .en, most: 1).first?.article
                }
                #expect(best == ids[wanted], "\(text)")
            }
        }
    }
}
