import Testing

@testable import Search

@Suite struct TermAlphabetTests {
    private func term(_ word: String, isPrefix: Bool = false) -> String {
        TermAlphabet.term(Array(word.utf8), as: TermAlphabet.word, isPrefix: isPrefix)
    }

    private let words = [
        "a", "ab", "abc", "x", "xx", "xw", "exchange", "42", "я", "яблоко", "ябл", "日", "日本", "🙂", "a日", "aя", "w", "hat", "ill", "ero",
        "aw", "axw", "xy", "xz", "х", "\u{7FFF}", "\u{8000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
    ]

    @Test("a term is four to eighty ASCII letters and digits, beginning with a letter")
    func alphabet() {
        for word in words + [String(repeating: "x", count: 64), String(repeating: "я", count: 64), String(repeating: "🙂", count: 64)] {
            let term = term(word)
            #expect((4...80).contains(term.utf8.count), "\(word)")
            #expect(term.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
            #expect(term.hasPrefix("x"))
        }
    }

    @Test("words are different exactly when their terms are, and begin alike exactly when their terms do")
    func prefixCode() {
        for one in words {
            for other in words {
                #expect((term(one) == term(other)) == (one == other), "\(one) \(other)")
                let begins = one.unicodeScalars.starts(with: other.unicodeScalars)
                #expect(term(one).hasPrefix(term(other, isPrefix: true)) == begins, "\(one) \(other)")
            }
        }
    }

    @Test("no term is a stop word of an engine")
    func stopWords() {
        // InnoDB's built-in list; PostgreSQL's `simple` and FTS5 have none.
        let stops = """
            a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where who will \
            with und the www
            """.split(separator: " ")
        #expect(stops.allSatisfy { !$0.hasPrefix("x") && !$0.hasPrefix("z") })
    }
}
