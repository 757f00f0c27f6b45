import Gate
import Testing

@Suite("Paths of ours")
struct LocalPathTests {
    @Test("after signing in one lands where one was going", arguments: ["/", "/tickets/LBT-1042", "/tickets?state=open&page=2", "/a//b", "/a#b"])
    func accepts(next: String) {
        #expect(LocalPath(next: next)?.text == next)
    }

    @Test(
        "and nowhere else",
        arguments: [
            "", "tickets", "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "javascript:alert(1)", " /a", "/a\nb",
            "/a\r\nSet-Cookie: x", "/\t/evil.example", "/é", "/" + String(repeating: "a", count: 2001),
        ])
    func refuses(next: String) {
        #expect(LocalPath(next: next) == nil)
    }

    @Test("what comes from a row stays in its segment")
    func encodes() {
        let number = "LBT/../1?x=\r\n"
        #expect(LocalPath("/tickets/\(number)").text == "/tickets/LBT%2F..%2F1%3Fx%3D%0D%0A")
    }
}
