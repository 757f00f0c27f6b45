import Primitives
import Testing

@testable import Search

@Suite struct SearchQueryTests {
    @Test("the example of the handbook is read as an agent means it")
    func example() throws {
        let query = try parsed("state:open tier:2 from:ana tag:vip created:<7d \"size 42\" OR refund")
        #expect(query.filters.map(\.name) == ["state", "tier", "from", "tag", "created"])
        let filters: Set<String> = ["state", "tier", "from", "tag", "created"]
        func finds(_ text: String) -> Bool {
            query.matches(FoldedText(terms: IndexText.terms(of: text, language: .en))) { filters.contains($0.name) }
        }
        #expect(finds("shoes, size 42, please"))
        #expect(finds("two refunds"))
        #expect(!finds("42 is my size"))
        #expect(!query.matches(FoldedText(terms: "xrefund")) { _ in false })
    }

    @Test("a query finds what it should", arguments: [
        ("printer", "The Printers are on fire"), ("PRINTERS fire", "printer on fire"), ("print*", "no printing here"),
        ("printer OR scanner", "a scanner"), ("printer -scanner", "a printer"), ("printer NOT scanner", "a printer"),
        ("(printer OR scanner) fire", "fire in the scanner"), ("\"on fire\"", "is On  Fire!"), ("LBT-1042", "see LBT-1042."),
        ("lbt1042", "see LBT-1042"), ("LBT-1042", "see LBT1042"), ("email", "an e-mail"), ("e-mail", "by email"), ("1234", "owes 1.234 lei"),
        ("ana@example.com", "From: Ana <ana@example.com>"), ("lbt-10*", "LBT-1042"), ("can't", "I can’t"), ("cant", "I can't"),
        ("日本", "私は日本語を話す"), ("語", "日本語"), ("日", "日本語"), ("\"日本語 ok\"", "日本語 ok"), ("本語", "日本語"), ("🙂", "thanks🙂"),
        ("“on fire”", "on fire"), ("(printer", "printer"), ("printer)", "printer"), ("\"printer", "printer"), ("AND printer OR", "printer"),
        ("- printer", "printer"), ("24\" monitor", "monitor of 24 inches"), ("NOT NOT printer", "printer"), ("((()))", "anything"),
        ("", "anything"), ("!!!", "anything"), ("-!!!", "anything"), ("re: printer", "re printer"), ("printer AND fire", "fire printer"),
        ("12:30", "at 12:30 sharp"), ("https://x.org/a", "see https://x.org/a?b"), ("-scanner", "printer"), ("scanner OR -fire", "water"),
        ("printer -\"on fire\"", "fire on printer"), ("state:", "state of things"), ("NOT (a b)", "a c"),
    ])
    func finding(_ query: String, _ text: String) throws {
        #expect(try finds(query, in: text))
    }

    @Test("a query leaves out what it should", arguments: [
        ("printer -fire", "printer on fire"), ("refund", "fund"), ("\"on fire\"", "fire on"), ("\"printers\"", "printer"),
        ("LBT-1042", "1042 LBT"), ("LBT-1042", "LBT-10421"), ("日語", "日本語"), ("\"日本 語\"", "日本語"), ("pr* -prin*", "printer"),
        ("(a OR b) c", "a b"), ("-(a b)", "b a"), ("a OR b c", "a"), ("-a -b", "a"), ("printer NOT (fire OR water)", "printer water"),
    ])
    func leaving(_ query: String, _ text: String) throws {
        #expect(try !finds(query, in: text))
    }

    @Test("filters work inside signs and groups")
    func filters() throws {
        #expect(try finds("state:open OR printer", in: "printer"))
        #expect(try finds("state:open OR printer", in: "water", holding: ["state"]))
        #expect(try !finds("-state:open", in: "", holding: ["state"]))
        #expect(try finds("-state:open", in: ""))
        #expect(try finds("(from:ana OR from:ion) -overdue:yes fire", in: "fire", holding: ["from"]))
        #expect(try parsed("State:OPEN").filters.map(\.name) == ["state"])
    }

    @Test("all text of a query is one expression for the engine where filters allow it")
    func oneExpression() throws {
        guard case .all(let parts) = try parsed("a1 state:open -b1 \"c d\" OR e1 tier:1").expression else {
            Issue.record("not all of several")
            return
        }
        #expect(parts.count == 3)
        guard case .text(.except(.all(let wanted), _)) = parts[0] else {
            Issue.record("text first, with what it excludes")
            return
        }
        #expect(wanted.count == 2)
    }

    @Test("a query of only excluded words is left to SQL, as no engine can ask it")
    func onlyExcluded() throws {
        #expect(try parsed("-a1 -b1").expression != .everything)
        guard case .all(let parts) = try parsed("-a1 -b1").expression else {
            Issue.record("not two")
            return
        }
        #expect(parts.allSatisfy { if case .not(.text) = $0 { true } else { false } })
    }

    @Test("what is too much is refused by name")
    func limits() {
        #expect(throws: SearchQueryError.tooLong(limit: 4000)) { try parsed(String(repeating: "a ", count: 2001)) }
        #expect(throws: SearchQueryError.tooManyTerms(limit: 32)) { try parsed((0..<33).map { "w\($0)" }.joined(separator: " ")) }
        #expect(throws: SearchQueryError.tooDeep(limit: 8)) { try parsed(String(repeating: "(", count: 9) + "a" + String(repeating: ")", count: 9)) }
        #expect(throws: Never.self) { try parsed(String(repeating: "(", count: 3000)) }
        #expect(throws: Never.self) { try parsed(String(repeating: "- ", count: 1500) + String(repeating: "NOT ", count: 100)) }
        #expect(throws: Never.self) { try parsed((0..<32).map { "w\($0)" }.joined(separator: " OR ")) }
    }

    @Test("what a hit shows leaves out what is excluded")
    func shown() throws {
        let shown = try parsed("printer -scanner NOT fire state:open (water OR \"big tree\")").shown
        #expect(shown.count == 3)
        #expect(shown.contains(.phrase(["xbig", "xtree"])))
    }

    private struct Hostile: Decodable { let text: String }

    @Test("hostile strings are read or refused for their length, and come out as harmless terms", .enabled(if: Corpus.exists("hostile-strings")))
    func hostile() throws {
        var refused = 0
        let rows = try Corpus.rows("hostile-strings", as: Hostile.self)
        for text in rows.map(\.text) {
            for query in [text, "\"\(text)\"", "tag:\(text)", "-\(text)", "(\(text) OR \(text))"] {
                do {
                    let query = try parsed(query)
                    for match in query.shown {
                        let all = FullText.fts5(match)
                        #expect(all.utf8.allSatisfy { $0 < 0x80 && $0 >= 0x20 && $0 != 0x27 && $0 != 0x5C }, "\(text)")
                    }
                } catch {
                    guard case .tooManyTerms = error as? SearchQueryError else { throw error }
                    refused += 1
                }
            }
        }
        print("hostile strings: \(rows.count), five queries of each; refused for more than 32 words: \(refused)")
    }
}
