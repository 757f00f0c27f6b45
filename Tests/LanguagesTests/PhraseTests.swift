import Testing

@testable import Languages

@Suite struct PhraseTests {
    @Test("gaps are filled, in any order and as often as they stand there")
    func fillsGaps() {
        #expect(Phrase("{a} and {b}, {a}").filled(["a": "one", "b": "two"]) == "one and two, one")
    }

    @Test("a gap without a value stays visible")
    func keepsUnfilledGaps() {
        #expect(Phrase("Hello {name}").filled([:]) == "Hello {name}")
    }

    @Test("a value that looks like a gap is not filled again")
    func fillsOnce() {
        #expect(Phrase("{a} {b}").filled(["a": "{b}", "b": "x"]) == "{b} x")
    }

    @Test("braces that name nothing are braces", arguments: ["{", "{}", "a { b }", "{a b}", "}{", "x {name", ""])
    func keepsBraces(source: String) {
        #expect(Phrase(source).filled(["a": "1", "name": "2"]) == source)
    }
}
