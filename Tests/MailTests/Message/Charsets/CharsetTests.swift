import Testing

@testable import Mail

@Suite("encodings of mail")
struct CharsetTests {
    @Test("labels are read as browsers read them", arguments: [
        ("ISO-8859-1", "windows-1252"), ("us-ascii", "windows-1252"), ("Latin1", "windows-1252"), ("GB2312", "gb18030"), ("gbk", "gb18030"),
        ("Shift_JIS", "shift_jis"), ("ks_c_5601-1987", "euc-kr"), ("EUC-KR", "euc-kr"), ("utf8", "utf-8"), ("UFT-8", "utf-8"), ("\"utf-8\"", "utf-8"),
        ("cp1252", "windows-1252"), ("windows1251", "windows-1251"), ("x-gbk", "gb18030"), ("unicode-1-1-utf-7", "utf-7"), ("iso8859_15", "iso-8859-15"),
        ("ISO_8859-9", "windows-1254"), ("big5-hkscs", "big5"), ("cp850", "cp850"), ("koi8-r", "koi8-r"),
    ])
    func labels(_ label: String, _ name: String) {
        #expect(Charset(label: label)?.name == name)
    }

    @Test("labels that name nothing", arguments: ["x-unknown", "8bit", "default", "", "no-such-thing", "../../etc/passwd", "UTF-8//TRANSLIT//x"])
    func unknown(_ label: String) {
        #expect(Charset(label: label) == nil || label.hasPrefix("UTF-8"))
    }

    @Test("every byte of windows-1252 means something")
    func lastResort() {
        let text = Charset.windows1252.decode(Array(0...255))
        #expect(text.unicodeScalars.count == 256)
        #expect(text.contains("€") && text.contains("ÿ"))
    }

    @Test("what is illegal becomes U+FFFD, and an ASCII letter behind it stays")
    func illegal() throws {
        let korean = try #require(Charset(label: "euc-kr"))
        #expect(korean.decode([0xFF, 0x41]) == "\u{FFFD}A")
        #expect(Charset.utf8.decode([0x61, 0xC3, 0x28]) == "a\u{FFFD}(")
    }

    @Test("UTF-7 of old Outlooks")
    func utf7() throws {
        let charset = try #require(Charset(label: "unicode-1-1-utf-7"))
        #expect(charset.decode(Array("+APw-ber den Zustellstatus".utf8)) == "über den Zustellstatus")
    }

    @Test("HZ, which no other seven-bit text needs")
    func hz() throws {
        #expect(try #require(Charset(label: "hz-gb-2312")).decode(Array("GB.~{<:Ky2;S{~}. Bye ~~".utf8)) == "GB.己所不欲. Bye ~")
    }

    @Test("undeclared text is UTF-8 where it can be, else guessed, else Western")
    func guesses() {
        #expect(Charset.text(of: Array("Grüße".utf8), declared: nil) == "Grüße")
        #expect(Charset.text(of: [0x47, 0x72, 0xFC, 0xDF, 0x65], declared: nil) == "Grüße")
        #expect(Charset.text(of: [0xEF, 0xBB, 0xBF, 0x41], declared: .windows1252) == "A")
        #expect(Charset.text(of: [0xFF, 0xFE, 0x41, 0, 0xE9, 0], declared: nil) == "Aé")
        #expect(Charset.text(of: Array("\u{1B}$B$3$s$K$A$O\u{1B}(B".utf8), declared: nil) == "こんにちは")
        let russian = Charset(label: "windows-1251")
        let bytes: [UInt8] = [0xC4, 0xEE, 0xE1, 0xF0, 0xFB, 0xE9, 0x20, 0xE4, 0xE5, 0xED, 0xFC, 0x2C, 0x20, 0xED, 0xE5, 0x20, 0xF0, 0xE0, 0xE1, 0xEE, 0xF2, 0xE0, 0xE5, 0xF2]
        #expect(Charset.text(of: bytes, declared: russian) == "Добрый день, не работает")
        #expect(Charset.text(of: bytes, declared: nil) == "Добрый день, не работает")
    }

    @Test("a wrong declaration does not hide UTF-8")
    func wrong() {
        #expect(Charset.text(of: Array("Grüße aus Łódź".utf8), declared: .windows1252) == "Grüße aus Łódź")
        #expect(Charset.text(of: [0x47, 0x72, 0xFC, 0xDF, 0x65], declared: .utf8) == "Grüße")
        #expect(Charset.text(of: Array("plain".utf8), declared: .utf16LE) == "plain")
    }
}
