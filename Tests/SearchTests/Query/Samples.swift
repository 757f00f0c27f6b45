import Primitives

@testable import Search

/// The filters the tests know.
let deskFilters = FilterNames([
    FilterDefinition("state", .choice(["new", "open", "pending", "on-hold", "solved", "closed"])),
    FilterDefinition("tier", .number), FilterDefinition("from", .text), FilterDefinition("tag", .text),
    FilterDefinition("created", .instant), FilterDefinition("due", .deadline), FilterDefinition("overdue", .flag),
])

func parsed(_ text: String) throws -> SearchQuery { try SearchQuery.parse(text, filters: deskFilters) }

/// Whether a query finds a text, where no filter holds but those named.
func finds(_ query: String, in text: String, language: Language? = .en, holding: Set<String> = []) throws -> Bool {
    try parsed(query).matches(FoldedText(terms: IndexText.terms(of: text, language: language))) { holding.contains($0.name) }
}

/// A generator that repeats itself (SplitMix64).
struct Repeating: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
