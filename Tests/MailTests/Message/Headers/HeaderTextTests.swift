import Testing

@testable import Mail

@Suite("encoded words, parameters and identifiers")
struct HeaderTextTests {
    @Test("encoded words, broken ones too", arguments: [
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"), ("=?utf-8?B?R3LDvMOf?= =?utf-8?B?ZQ==?=", "Grüße"), ("=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=", "ä"),
        ("a =?utf-8?q?b?= c", "a b c"), ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"), ("=?utf-8?q?a b?=", "a b"), ("=?iso-8859-1*de?Q?=E4?=", "ä"),
        ("=?utf-8?q?=FC?=", "ü"), ("=?x-unknown?q?=C3=A4?=", "ä"), ("=?utf-8?x?a?=", "=?utf-8?x?a?="), ("=?utf-8?q?abc", "abc"), ("=? ?=", "=? ?="),
        ("=?utf-8?B?YQ==?=", "a"), ("x=?utf-8?q?y?=z", "xyz"), ("=?us-ascii?Q?=3D=3F?=", "=?"), ("=?utf-8?Q?a?=\t=?utf-8?Q?b?=", "ab"),
        ("=?UTF-8?Q?Gr=C3=BC=C3?=", "Grü\u{FFFD}"), ("=?cp-850?Q?Gr=81=E1e?=", "Grüße"),
    ])
    func words(_ text: String, _ expected: String) {
        #expect(HeaderText().decode(Array(text.utf8)) == expected)
    }

    @Test("ISO-2022-JP, cut within a character")
    func japanese() {
        #expect(HeaderText().decode(Array("=?ISO-2022-JP?B?GyRCJDMkcxsoQg==?= =?ISO-2022-JP?B?GyRCJEskQSRPGyhC?=".utf8)) == "こんにちは")
    }

    @Test("file names of all kinds", arguments: [
        ("attachment; filename=a.txt", "a.txt"), ("attachment; filename=\"a b.txt\"", "a b.txt"), ("attachment; filename=a b.txt; size=3", "a b.txt"),
        ("attachment; filename*=UTF-8''na%C3%AFve.txt", "naïve.txt"), ("attachment; filename*0*=iso-8859-1'fr'na%EF; filename*1=\"ve.txt\"", "naïve.txt"),
        ("attachment; filename*1=b.txt; filename*0=a", "ab.txt"), ("attachment; filename=\"=?utf-8?Q?na=C3=AFve.txt?=\"", "naïve.txt"),
        ("attachment; filename==?utf-8?Q?a;b.txt?=", "a;b.txt"), ("attachment; filename=\"a\\\"b.txt\"", "a\"b.txt"), ("attachment filename=a.txt", "a.txt"),
        ("attachment; filename=\"a.txt", "a.txt"), ("attachment; (note) filename=a.txt", "a.txt"), ("attachment; filename=x.txt; filename*=utf-8''y.txt", "y.txt"),
    ])
    func fileNames(_ text: String, _ expected: String) {
        let parsed = HeaderParameters(RawField(name: "Content-Disposition", value: Array(text.utf8)))
        #expect(parsed.value == "attachment")
        #expect(parsed["filename"] == expected)
    }

    @Test("identifiers, with spaces dropped or added by gateways", arguments: [
        ("<a@b><c@d>", ["a@b", "c@d"]), ("<a@b> (comment <x@y>) <c@d>", ["a@b", "c@d"]), ("<a @b>", ["a@b"]), ("a@b c@d", ["a@b", "c@d"]),
        ("Your message of \"Fri\" <a@b>", ["a@b"]), ("<a@b> <c@d> <a@b>", ["c@d", "a@b"]), ("<>", []), ("words", []), ("<a@b", ["a@b"]),
    ])
    func identifiers(_ text: String, _ expected: [String]) {
        #expect(MessageIdentifiers.all(in: text) == expected)
    }

    @Test("a Message-ID without brackets")
    func bare() {
        #expect(MessageIdentifiers.first(in: "2018.58E7@mail.example") == "2018.58E7@mail.example")
        #expect(MessageIdentifiers.first(in: " <a@b> ") == "a@b")
        #expect(MessageIdentifiers.first(in: "") == nil)
    }
}
