import Testing

@testable import Search

@Suite struct FoldingTests {
    @Test("spellings of one word are the same", arguments: [
        ("Conexión", "conexion"), ("INFORMAÇÕES", "informacoes"), ("ştiință", "stiinta"), ("știință", "stiinta"),
        ("Straße", "strasse"), ("STRASSE", "strasse"), ("GROẞ", "gross"), ("Ærø", "aero"), ("Łódź", "lodz"), ("Đorđe", "dorde"),
        ("İstanbul", "istanbul"), ("ısı", "isi"), ("e\u{301}te\u{301}", "ete"), ("ﬁn", "fin"), ("ＡＢＣ１２", "abc12"), ("m²", "m2"),
        ("nº", "no"), ("Œuvre", "oeuvre"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("σίσυφος", "σισυφοσ"), ("Ёлка", "елка"), ("٣٤", "34"),
        ("so\u{AD}lu\u{200D}tion", "solution"), ("مُحَمَّد", "محمد"), ("ｶﾞ", "ガ"), ("が", "が"), ("हिन्दी", "हिन्दी"), ("Nguyễn", "nguyen"),
    ])
    func same(_ written: String, _ folded: String) {
        #expect(Folding.fold(written) == folded)
    }

    @Test("what is neither letter nor digit falls out, NUL too")
    func rest() {
        #expect(Folding.fold("a-b c\u{0}d!") == "abcd")
        #expect(Folding.fold("—…\u{202E}") == "")
    }

    @Test("folding what is folded changes nothing, for every scalar there is")
    func stable() {
        var changed: [UInt32] = []
        for value in UInt32(0)..<0x3_0000 where !(0xE000...0xF8FF).contains(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Folding.fold(String(scalar))
            if Folding.fold(once) != once { changed.append(value) }
        }
        #expect(changed == [])
    }

    @Test("composed and decomposed letters are the same")
    func composed() {
        #expect(Folding.fold("a\u{306}\u{326}") == Folding.fold("ă"))
        #expect(Folding.fold("t\u{326}") == Folding.fold("ț"))
        #expect(Folding.fold("가") == Folding.fold("\u{1100}\u{1161}"))
    }
}
