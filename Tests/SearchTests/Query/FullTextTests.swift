import Testing

@testable import Search

@Suite struct FullTextTests {
    private let match = TextMatch.except(
        .all([.word([TermPattern(text: "xa"), TermPattern(text: "za")]), .phrase(["xb", "xc"]), .word([TermPattern(text: "xd", isPrefix: true)])]),
        .any([.word([TermPattern(text: "xe")]), .phrase(["xf", "xg"])]))

    @Test("FTS5 gets its own language")
    func language() {
        #expect(FullText.fts5(match) == "(((xa OR za) AND \"xb xc\" AND xd *) NOT (xe OR \"xf xg\"))")
    }
}
