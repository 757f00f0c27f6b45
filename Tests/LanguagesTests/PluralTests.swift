import Primitives
import Testing

@testable import Languages

@Suite struct PluralTests {
    @Test("each number takes the form that CLDR gives it", arguments: [
        (Language.en, [(0, Plural.other), (1, .one), (2, .other), (21, .other)]),
        (.es, [(0, .other), (1, .one), (2, .other), (1_000_000, .many), (1_000_001, .other), (3_000_000, .many)]),
        (.pt, [(0, .one), (1, .one), (2, .other), (1_000_000, .many), (1_500_000, .other)]),
        (.ro, [(0, .few), (1, .one), (2, .few), (19, .few), (20, .other), (100, .other), (101, .few), (119, .few), (120, .other), (1001, .few)]),
    ])
    func form(language: Language, numbers: [(Int, Plural)]) {
        for (number, form) in numbers {
            #expect(Plural(number, in: language) == form, "\(number) in \(language)")
            #expect(Plural(-number, in: language) == form)
        }
    }

    @Test("counting speaks the language: 1, 2 and 21 tickets")
    func counts() {
        #expect(Words(.en).count("common.tickets", 1) == "1 ticket")
        #expect(Words(.es).count("common.tickets", 2) == "2 tickets")
        #expect(Words(.es).count("common.tickets", 1_000_000) == "1.000.000 de tickets")
        #expect(Words(.pt).count("common.tickets", 0) == "0 chamado")
        #expect(Words(.ro).count("common.tickets", 1) == "1 tichet")
        #expect(Words(.ro).count("common.tickets", 12) == "12 tichete")
        #expect(Words(.ro).count("common.tickets", 21) == "21 de tichete")
        #expect(Words(.ro)("common.tickets", ["count": "120"]) == "120 de tichete")
    }
}
