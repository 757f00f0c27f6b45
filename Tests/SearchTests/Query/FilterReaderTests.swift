import Foundation
import Primitives
import Testing

@testable import Search

@Suite struct FilterReaderTests {
    private func condition(_ query: String) throws -> Filter.Condition? { try parsed(query).filters.first?.condition }

    @Test("choices are read in any case and spelling, alone and in lists")
    func choices() throws {
        #expect(try condition("state:open") == .choice(["open"]))
        #expect(try condition("state:Open,PENDING,on_hold") == .choice(["open", "pending", "on-hold"]))
        #expect(try condition("state:\"on-hold\"") == .choice(["on-hold"]))
        #expect(throws: SearchQueryError.unknownChoice(
            filter: "state", value: "stuck", known: ["new", "open", "pending", "on-hold", "solved", "closed"]
        )) { try condition("state:stuck") }
    }

    @Test("texts are read with quotes, commas and beginnings")
    func texts() throws {
        #expect(try condition("from:ana@example.com") == .text([TextPattern(text: "ana@example.com")]))
        #expect(try condition("from:\"Pop, Ana\",ion*") == .text([TextPattern(text: "Pop, Ana"), TextPattern(text: "ion", isPrefix: true)]))
        #expect(try condition("tag:*") == .text([TextPattern(text: "", isPrefix: true)]))
        #expect(try condition("tag:\"a*\"") == .text([TextPattern(text: "a*")]))
        #expect(try condition("(tag:vip)") == .text([TextPattern(text: "vip")]))
        #expect(try condition("tag:a:b") == .text([TextPattern(text: "a:b")]))
        #expect(try condition("tag: vip") == nil)
        #expect(try condition("tag:\"\"") == nil)
    }

    @Test("numbers are read with signs and ranges")
    func numbers() throws {
        #expect(try condition("tier:2") == .number([Span(lower: .including(2), upper: .including(2))]))
        #expect(try condition("tier:>=2") == .number([Span(lower: .including(2))]))
        #expect(try condition("tier:<2.5") == .number([Span(upper: .excluding(2.5))]))
        #expect(try condition("tier:1..3,-7") == .number([
            Span(lower: .including(1), upper: .including(3)), Span(lower: .including(-7), upper: .including(-7)),
        ]))
        #expect(try condition("tier:2..") == .number([Span(lower: .including(2))]))
        for bad in ["two", "1..x", "..", ">", "nan", "inf", "1e999"] {
            #expect(throws: SearchQueryError.notANumber(filter: "tier", value: bad)) { try condition("tier:\(bad)") }
        }
        #expect(Span<Double>(lower: .excluding(1), upper: .including(2)).contains(2))
        #expect(!Span<Double>(lower: .excluding(1), upper: .including(2)).contains(1))
    }

    @Test("flags are read in the desk's languages")
    func flags() throws {
        for yes in ["yes", "TRUE", "sí", "sim", "da", "1"] { #expect(try condition("overdue:\(yes)") == .flag(true)) }
        for no in ["no", "false", "não", "nu", "0"] { #expect(try condition("overdue:\(no)") == .flag(false)) }
        #expect(throws: SearchQueryError.notAFlag(filter: "overdue", value: "maybe")) { try condition("overdue:maybe") }
    }
}
