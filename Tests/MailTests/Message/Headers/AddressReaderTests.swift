import Testing

@testable import Mail

@Suite("addresses as they come")
struct AddressReaderTests {
    private func read(_ text: String) -> [String] {
        var reader = AddressReader(Array(text.utf8), text: HeaderText(), limit: 2000)
        return reader.read().map { $0.name.isEmpty ? $0.address : "\($0.name) <\($0.address)>" }
    }

    @Test("people and programs write addresses in many ways", arguments: [
        ("a@b.example", ["a@b.example"]), ("<a@B.Example>", ["a@b.example"]), ("A B <a@b.example>, c@d.example", ["A B <a@b.example>", "c@d.example"]),
        ("\"Doe, Jane\" <j@x.example>", ["Doe, Jane <j@x.example>"]), ("Doe, Jane <j@x.example>", ["Doe, Jane <j@x.example>"]),
        ("j@x.example (Jane (work))", ["Jane (work) <j@x.example>"]), ("Jane (j@x.example)", ["Jane <j@x.example>"]),
        ("Jane j@x.example", ["Jane <j@x.example>"]), ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
        ("Team: a@b.example, C <c@d.example>; e@f.example", ["a@b.example", "C <c@d.example>", "e@f.example"]), ("undisclosed-recipients:;", []),
        ("=?iso-8859-1?Q?B=FCrling, =20Andreas?= <s@x.example>", ["Bürling,  Andreas <s@x.example>"]), ("\"=?utf-8?q?J=C3=BCrgen?=\" <j@x.example>", ["Jürgen <j@x.example>"]),
        ("MAILER-DAEMON (Mail System)", ["Mail System <MAILER-DAEMON>"]), ("<@relay.example:a@b.example>", ["a@b.example"]),
        ("Jane <j@x.example", ["Jane <j@x.example>"]), ("Jane <<j@x.example>>", ["Jane <j@x.example>"]), ("<mailto:j@x.example>", ["j@x.example"]),
        ("\"j k\"@x.example", ["\"j k\"@x.example"]), ("\"A\" <>, B <b@x.example>", ["B <b@x.example>"]), ("some words only", []), ("", []), (",,;", []),
        ("Pete(A wonderful \\) chap) <pete(his account)@silly.test(his host)>", ["Pete <pete@silly.test>"]), ("jdoe@test   . example", ["jdoe@test.example"]),
        ("John <jdoe@machine(comment).  example>", ["John <jdoe@machine.example>"]), ("jane @example.org", ["jane@example.org"]),
        ("A Group(Some people)\n     :Chris Jones <c@(Chris's host.)public.example>, joe@example.org; (the end of the group)", ["Chris Jones <c@public.example>", "joe@example.org"]),
        ("<j(x@x.example>", ["j(x@x.example"]),
        ("j@x.example <Jane>", ["Jane <j@x.example>"]), ("'j@x.example'", ["j@x.example"]), ("Jürgen <jürgen@müller.example>", ["Jürgen <jürgen@müller.example>"]),
    ])
    func many(_ text: String, _ expected: [String]) {
        #expect(read(text) == expected)
    }
}
