import CSQLite
import Foundation
import Primitives
import Testing

@testable import Search

/// An FTS5 table in memory, as the desk's.
private final class FullTextTable {
    private var handle: OpaquePointer?

    init() {
        sqlite3_open(":memory:", &handle)
        sqlite3_exec(handle, "CREATE VIRTUAL TABLE t USING fts5(terms, tokenize = 'unicode61 remove_diacritics 0')", nil, nil, nil)
    }

    deinit { sqlite3_close(handle) }

    func insert(_ row: Int, _ terms: String) { _ = run("INSERT INTO t(rowid, terms) VALUES (\(row), ?)", terms) }

    /// The rows found; `nil` where FTS5 refuses the query.
    func rows(_ query: String) -> Set<Int>? { run("SELECT rowid FROM t WHERE t MATCH ?", query) }

    private func run(_ sql: String, _ parameter: String) -> Set<Int>? {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { return nil }
        defer { sqlite3_finalize(statement) }
        return parameter.withCString { text in
            sqlite3_bind_text(statement, 1, text, -1, nil)
            var rows: Set<Int> = []
            while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW: rows.insert(Int(sqlite3_column_int64(statement, 0)))
                case SQLITE_DONE: return rows
                default: return nil
                }
            }
        }
    }
}

@Suite struct EngineAgreementTests {
    private static let vocabulary = """
        printer printers printing refund size 42 conexión conexiones informação informações imprimanta imprimantele știință ştiinta \
        LBT-1042 LBT1042 e-mail email a x exchange can't ana@example.com 日本語 日本 語 яблоко яблоки 🙂 straße strasse 1.234 192.168.1.1 \
        AND OR NOT NEAR the care was hat
        """.split(separator: " ").map(String.init)

    private func document(_ generator: inout Repeating) -> String {
        (0..<Int.random(in: 1...12, using: &generator)).map { _ in Self.vocabulary.randomElement(using: &generator) ?? "" }
            .joined(separator: [" ", ", ", " - ", "\n"].randomElement(using: &generator) ?? " ")
    }

    private func query(_ depth: Int, _ generator: inout Repeating) -> String {
        func word() -> String { Self.vocabulary.randomElement(using: &generator) ?? "" }
        switch Int.random(in: 0..<(depth > 0 ? 12 : 6), using: &generator) {
        case 0...2: return word()
        case 3: return word().prefix(3) + "*"
        case 4: return "\"\(word()) \(word())\""
        case 5: return "-" + word()
        case 6: return "\(query(depth - 1, &generator)) \(query(depth - 1, &generator))"
        case 7: return "\(query(depth - 1, &generator)) OR \(query(depth - 1, &generator))"
        case 8: return "(\(query(depth - 1, &generator)))"
        case 9: return "NOT (\(query(depth - 1, &generator)) \(query(depth - 1, &generator)))"
        case 10: return "-(\(query(depth - 1, &generator)))"
        default: return "(\(query(depth - 1, &generator))) OR state:open \(query(depth - 1, &generator))"
        }
    }

    /// What an engine and SQL around it answer.
    private func answer(_ expression: SearchExpression, of table: FullTextTable, all: Set<Int>, open: Set<Int>) -> Set<Int>? {
        switch expression {
        case .everything: all
        case .filter: open
        case .text(let match): table.rows(FullText.fts5(match))
        case .not(let part): answer(part, of: table, all: all, open: open).map(all.subtracting)
        case .all(let parts): parts.reduce(all) { rows, part in
            rows.flatMap { rows in answer(part, of: table, all: all, open: open).map(rows.intersection) } }
        case .any(let parts): parts.reduce([]) { rows, part in
            rows.flatMap { rows in answer(part, of: table, all: all, open: open).map(rows.union) } }
        }
    }

    @Test("the predicate finds the rows that FTS5 finds, for any query and text")
    func agreement() throws {
        var generator = Repeating(state: 42)
        let table = FullTextTable()
        var texts: [FoldedText] = []
        for row in 0..<400 {
            let terms = IndexText.terms(of: document(&generator), language: (Language.allCases + [nil]).randomElement(using: &generator) ?? nil)
            table.insert(row, terms)
            texts.append(FoldedText(terms: terms))
        }
        let all = Set(texts.indices)
        let open = all.filter { $0 % 3 == 0 }
        var agreed = 0
        var found = 0
        let queries = (0..<600).map { _ in query(3, &generator) }
        for text in queries {
            guard let query = try? parsed(text) else { continue }
            let predicted = all.filter { row in query.matches(texts[row]) { _ in open.contains(row) } }
            let answered = answer(query.expression, of: table, all: all, open: open)
            #expect(answered == predicted, "\(text)")
            agreed += answered == predicted ? 1 : 0
            found += predicted.isEmpty || predicted == all ? 0 : 1
        }
        print("FTS5 and the predicate agree on \(agreed) of \(queries.count) queries over \(texts.count) texts; \(found) found some but not all")
        #expect(agreed == queries.count)
        #expect(found > 300)
    }

    private struct Hostile: Decodable { let text: String }

    @Test("a hostile string is found by itself", .enabled(if: Corpus.exists("hostile-strings")))
    func hostile() throws {
        let table = FullTextTable()
        let texts = try Corpus.rows("hostile-strings", as: Hostile.self).map(\.text)
        for (row, text) in texts.enumerated() { table.insert(row, IndexText.terms(of: text, language: .en)) }
        var asked = 0
        for (row, text) in texts.enumerated() {
            let phrase = String(text.map { "\"“”„«»‟".contains($0) ? " " : $0 })
            guard let query = try? parsed("\"\(phrase)\""), let match = query.shown.first else { continue }
            #expect(table.rows(FullText.fts5(match))?.contains(row) == true, "\(text)")
            asked += 1
        }
        print("hostile strings found by themselves: \(asked) of \(texts.count); the rest hold no word")
    }
}
