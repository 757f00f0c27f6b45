import Foundation
import Primitives
import StorageTesting
import Testing

@testable import Storage

struct SQLTests {
    @Test("what is interpolated is bound, not pasted")
    func bound() {
        let name = "Robert'); DROP TABLE ticket;--", list = ["a", "b"]
        let sql: SQL = "SELECT 1 FROM t WHERE name = \(name) AND note = \(String?.none) AND id IN \(anyOf: list) \(.forUpdate)"
        #expect(sql.text == "SELECT 1 FROM t WHERE name = ? AND note = ? AND id IN (SELECT value FROM {texts}) {forUpdate}")
        #expect(sql.values == [.text(name), .null, .text(#"["a","b"]"#)])
    }

    @Test("a part brings its parameters along, in order")
    func spliced() {
        let part: SQL = "b = \(2)"
        let sql: SQL = "a = \(1) AND \(part) AND c = \(3)"
        #expect(sql.values == [.int(1), .int(2), .int(3)])
        #expect([part, part].joined(separator: " OR ").text == "b = ? OR b = ?")
        #expect([SQL]().joined(separator: " OR ").text == "")
    }

    @Test("a list has one text whatever its length")
    func lists() {
        let none: SQL = "\(anyOf: [Int]())", many: SQL = "\(anyOf: 0..<1000)"
        #expect(none.text == many.text)
    }

    @Test("a list finds what is in it, and nothing more", arguments: TestEngine.allCases)
    func found(engine: TestEngine) async throws {
        let words = [
            "plain", "O'Brien", #"say "hi""#, #"back\slash"#, "ș ț ă", "日本語", "🏃‍♀️", "", " ", "line\nend", "\u{1}\u{1F}", "%", "_", "null", "1",
            "[\"a\"]", "\u{2028}",
        ]
        try await engine.withDatabase { database in
            try await database.write { tx in
                try tx.run("CREATE TABLE word (id BIGINT PRIMARY KEY, text \(varchar: 100) NOT NULL, hash \(.bytes))\(.tableEnd)")
                for (id, word) in words.enumerated() {
                    try tx.run("INSERT INTO word (id, text, hash) VALUES (\(id), \(word), \(Array(word.utf8)))")
                }
            }
            try await database.read { tx throws in
                func count(_ test: SQL) throws -> Int? { try tx.value(Int.self, "SELECT count(*) FROM word WHERE " + test) }
                #expect(try count("text IN \(anyOf: words)") == words.count)
                for word in words { #expect(try count("text IN \(anyOf: [word])") == 1) }
                #expect(try count("text IN \(anyOf: [String]())") == 0)
                #expect(try count("text NOT IN \(anyOf: [String]())") == words.count)
                #expect(try count("text NOT IN \(anyOf: ["plain", nil])") == words.count - 1)
                #expect(try count("id IN \(anyOf: [0, 2, 999, Int.max])") == 2)
                #expect(try count("hash IN \(anyOf: [Array("plain".utf8), Array("ș ț ă".utf8), [0xFF]])") == 2)
                #expect(try count("id IN \(anyOf: 0..<50_000)") == words.count)
            }
        }
    }
}

/// A list that anybody may fill in as they please.
@Suite(.enabled(if: Corpora.exists("hostile-strings"), "no corpora at hand"))
struct HostileStringsTests {
    private struct Case: Decodable { let text: String }

    static let strings: [String] = {
        let file = Corpora.folder.appending(path: "hostile-strings/cases.jsonl")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { try? JSONDecoder().decode(Case.self, from: Data($0.utf8)).text }
    }()

    @Test("hostile strings come back as they were and harm nothing", arguments: TestEngine.allCases)
    func survive(engine: TestEngine) async throws {
        let strings = Self.strings
        try #require(strings.count > 100)
        try await engine.withDatabase { database in
            try await database.write { tx in
                try tx.run("CREATE TABLE word (id BIGINT PRIMARY KEY, text TEXT NOT NULL, values_ TEXT NOT NULL)")
                for (id, text) in strings.enumerated() {
                    try tx.run("INSERT INTO word (id, text, values_) VALUES (\(id), \(text), \(JSON([text: text])))")
                }
            }
            try await database.read { tx in
                for (id, text) in strings.enumerated() {
                    let kept = text.replacing("\0", with: "")
                    let row = try #require(try tx.rows("SELECT text, values_ FROM word WHERE id = \(id) AND text = \(text)").first)
                    #expect(try row("text") == kept)
                    #expect(try row("values_", as: JSON<[String: String]>.self).content == [kept: kept])
                    #expect(try tx.exists("SELECT 1 FROM word WHERE id = \(id) AND text IN \(anyOf: [text])"))
                }
            }
        }
    }
}
