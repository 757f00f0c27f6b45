import Testing

@testable import Search

@Suite struct TokeniserTests {
    private func words(_ text: String) -> [String] {
        TextWord.words(of: text).map { String(decoding: $0.folded, as: UTF8.self) }
    }

    @Test("texts are cut where a reader would", arguments: [
        ("The printer, isn't it?", ["the", "printer", "isn", "t", "it"]),
        ("LBT-1042", ["lbt", "1042"]),
        ("ana.pop@example.com", ["ana", "pop", "example", "com"]),
        ("https://x.org/a_b?c=1", ["https", "x", "org", "a", "b", "c", "1"]),
        ("1.234,56 €", ["1", "234", "56"]),
        ("日本語 ok", ["日本", "本語", "語", "ok"]),
        ("ABC日", ["abc", "日"]),
        ("hi🙂👍🏽!", ["hi", "🙂", "👍"]),
        ("👨‍👩‍👧", ["👨", "👩", "👧"]),
        ("é e\u{301} ñandú", ["e", "e", "nandu"]),
        ("soft\u{AD}ware zero\u{200B}width", ["software", "zero", "width"]),
        ("", []), ("—– … \u{301}\u{FE0F}", []),
    ])
    func cut(_ text: String, _ expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test("a word's range shows it in the text as written")
    func ranges() {
        let text = "Año nuevo: „știință” 日本語 👍🏽."
        let bytes = Array(text.utf8)
        let shown = TextWord.words(of: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(shown == ["Año", "nuevo", "știință", "日本", "本語", "語", "👍"])
    }

    @Test("ties of hyphens, apostrophes and of dots between digits are known")
    func joined() {
        func joined(_ text: String) -> [Bool] { TextWord.words(of: text).map(\.isJoined) }
        #expect(joined("e-mail") == [true, false])
        #expect(joined("l’été") == [true, false])
        #expect(joined("0721.123.456") == [true, true, false])
        #expect(joined("end. Next") == [false, false])
        #expect(joined("a.b") == [false, false])
        #expect(joined("a- b") == [false, false])
        #expect(joined("a-") == [false])
    }

    @Test("a word of a million letters is cut at 64, and ends")
    func long() {
        let words = TextWord.words(of: String(repeating: "a", count: 1_000_000) + " end")
        #expect(words.map(\.folded.count) == [64, 3])
    }
}
