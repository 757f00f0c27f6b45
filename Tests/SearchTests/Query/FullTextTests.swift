import Testing

@testable import Search

@Suite struct FullTextTests {
    private let match = TextMatch.except(
        .all([.word([TermPattern(text: "xa"), TermPattern(text: "za")]), .phrase(["xb", "xc"]), .word([TermPattern(text: "xd", isPrefix: true)])]),
        .any([.word([TermPattern(text: "xe")]), .phrase(["xf", "xg"])]))

    @Test("each engine gets its own language")
    func languages() {
        #expect(FullText.fts5(match) == "(((xa OR za) AND \"xb xc\" AND xd *) NOT (xe OR \"xf xg\"))")
        #expect(FullText.postgres(match) == "(((xa | za) & (xb <-> xc) & xd:*) & !((xe | (xf <-> xg))))")
        #expect(FullText.mariadb(match) == "(+(+(xa za) +\"xb xc\" +(+xd*)) -(xe \"xf xg\"))")
    }
}
