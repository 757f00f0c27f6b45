import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Search

/// Every engine gives the hits of a plain predicate over every text, so all give the same.
@Suite struct EqualHitsTests {
    private struct Ticket: Decodable {
        let text: String?
        let subject: String?
        let body: String?
        let answer: String?
        let language: String?

        var document: (text: String, language: Language?) {
            ([subject, text, body, answer].compactMap(\.self).joined(separator: "\n"), language.map { Language(rawValue: $0) } ?? .en)
        }
    }

    private static let department = ID<Department>(1)

    /// Every so-many-th text, so that a few thousand are left.
    private static func texts(_ corpus: String, most: Int) throws -> [(text: String, language: Language?)] {
        let rows = try Corpus.rows(corpus, as: Ticket.self), step = max(1, rows.count / most)
        return stride(from: 0, to: rows.count, by: step).map { rows[$0].document }
    }

    @Test(
        "a search of collected tickets and questions finds just what holds the words",
        .enabled(if: Corpus.exists("tickets-it-support")),
        arguments: ["tickets-it-support", "tickets-multilingual", "questions-banking77", "questions-bitext", "questions-tech"])
    func corpora(corpus: String) async throws {
        let texts = try Self.texts(corpus, most: 1200)
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            try await fill(db, texts)
            var queries = QueryMaker(texts.map(\.text), seed: UInt64(texts.count))
            let folded = texts.map { FoldedText(terms: IndexText.terms(of: $0.text, language: $0.language)) }
            var found = 0, asked = 0
            for text in (0..<250).map({ _ in queries.next() }) + QueryMaker.hostile {
                guard let query = try? parsed(text), case .text(let match) = query.expression else { continue }
                let expected = Set(folded.indices.filter { match.matches(folded[$0]) }.map { Int64($0 + 1) })
                let hits = try await hits(match, db)
                #expect(hits == expected, "\(corpus): \(text)")
                asked += 1
                found += expected.isEmpty ? 0 : 1
            }
            print("\(corpus): \(asked) queries of \(texts.count) texts, \(found) with hits")
            #expect(asked > 200 && found > asked / 2)
        }
    }

    /// Written as mails come, some replaced and removed, most bound together.
    private func fill(_ db: Database, _ texts: [(text: String, language: Language?)]) async throws {
        for start in stride(from: 0, to: texts.count, by: 80) {
            try await db.write { tx in
                let store = SearchStore(tx, department: Self.department)
                for index in start..<min(start + 80, texts.count) {
                    let document = { (text: String) in
                        SearchDocument(.message, Int64(index + 1), ticket: 7, text: text, language: texts[index].language)
                    }
                    if index % 9 == 0 {
                        try store.put(document("at first " + texts[(index + 1) % texts.count].text), isNew: true)
                        if index % 2 == 0 { try store.fold() }
                    }
                    try store.put(document(texts[index].text), isNew: index % 9 != 0)
                }
            }
        }
        try await db.write { tx in
            let store = SearchStore(tx, department: Self.department)
            try store.put(SearchDocument(.message, 100_000, ticket: 7, text: texts[0].text, language: .en), isNew: true)
            try store.fold()
            try store.remove(.message, 100_000)
        }
        try await SearchTidying(db).finish()
    }

    private func hits(_ match: TextMatch, _ db: Database) async throws -> Set<Int64> {
        try await db.read { tx in
            let index = try SearchIndex(tx, .tickets)
            let ids = try index.ids(match, from: 0, before: nil, most: 1_000_000)
            if tx.dialect != .sqlite {
                // As if everything were too much to read: the documents of the rarest part are asked themselves.
                let frugal = VolumeSearch(reader: VolumeReader(tx, .tickets), begin: 1, ample: 0, affordable: 0)
                #expect(Set(try frugal.newest(match, from: 0, before: .max, most: 1_000_000)) == ids)
            }
            return ids.union(try index.pending(match))
        }
    }
}

/// Makes queries of the words of texts.
private struct QueryMaker {
    static let hostile = [
        "\"", "\"\"\"", "(((", ")))", "NOT", "-", "AND OR NOT", "'; DROP TABLE ticket; --", "%", "_%", "\\", "\u{0}", "*", "**", "a*", "x* -x*",
        "NEAR(the, 3)", "terms:the", "^the", "the^2", "+the -the", "\"the\" -\"the\"", "{the}", "🙂", "日本", "ﬁ", "İ", "the\u{AD}re",
        String(repeating: "a", count: 300), "zxw", "xthe", "\"zxw zxw\"", "${jndi:ldap://x}", "<script>alert(1)</script>", "0x00", "1e309",
    ]

    private let texts: [[Substring]]
    private var generator: Repeating

    init(_ texts: [String], seed: UInt64) {
        self.texts = texts.map { $0.split { $0.isWhitespace } }.filter { !$0.isEmpty }
        generator = Repeating(state: seed)
    }

    mutating func next() -> String {
        let some = word(), other = word()
        switch Int.random(in: 0..<12, using: &generator) {
        case 0, 1: return some
        case 2, 3: return "\(some) \(other)"
        case 4: return phrase(2)
        case 5: return phrase(Int.random(in: 3...5, using: &generator))
        case 6: return "\(some) OR \(other)"
        case 7: return "\(some) -\(other)"
        case 8: return "\(beginning()) \(some)"
        case 9: return "(\(some) OR \(phrase(2))) -\(beginning())"
        case 10: return "\(phrase(2)) OR (\(other) \(some))"
        default: return "\(beginning()) OR \(other) -\(phrase(2))"
        }
    }

    /// Two words that follow each other in most cases stand in one text.
    private var last: [Substring] = []

    private mutating func word() -> String {
        if last.isEmpty || Int.random(in: 0..<3, using: &generator) == 0 { last = texts.randomElement(using: &generator) ?? [] }
        return String(last.randomElement(using: &generator) ?? "")
    }

    private mutating func beginning() -> String { String(word().prefix(Int.random(in: 2...4, using: &generator))) + "*" }

    private mutating func phrase(_ count: Int) -> String {
        let text = texts.randomElement(using: &generator) ?? [], start = Int.random(in: 0..<text.count, using: &generator)
        return "\"\(text[start...].prefix(count).joined(separator: " ").replacing("\"", with: ""))\""
    }
}
