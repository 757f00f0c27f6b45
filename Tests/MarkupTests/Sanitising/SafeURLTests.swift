import Testing

@testable import Markup

struct SafeURLTests {
    @Test(
        "a link leads to the web, to mail or to a phone",
        arguments: [
            ("http://example.com", "http://example.com"),
            ("HTTPS://Example.com/a b?c=\"d\"", "https://Example.com/a%20b?c=%22d%22"),
            (" \n https://example.com\u{0} ", "https://example.com"),
            ("ht\ntp\t://example.com", "http://example.com"),
            ("https:example.com", "https://example.com"),
            ("https:\\\\example.com", "https://example.com"),
            ("//example.com/x", "https://example.com/x"),
            ("www.example.com", "http://www.example.com"),
            ("mailto:ana@example.es?subject=Hola", "mailto:ana@example.es?subject=Hola"),
            ("tel:+34 600", "tel:+34%20600"),
            ("https://ejemplo.es/año", "https://ejemplo.es/año"),
        ])
    func allowed(given: String, written: String) {
        #expect(SafeURL.link(given) == written)
        #expect(SafeURL.link(written) == written)
    }

    @Test(
        "no link leads anywhere else",
        arguments: [
            "javascript:alert(1)", "JaVa\tScRiPt:alert(1)", "\u{1}javascript:alert(1)", "vbscript:x", "data:text/html,x",
            "file:///etc/passwd",
            "cid:a@b", "about:blank", "blob:x", "ftp://x", "/path", "#place", "page.html", "", ":", "http:", "http://", "https:///",
            "https://?x",
            "https://a\"b/", "mailto:", "java&#10;script:alert(1)", "x-javascript:alert(1)", "http://:80/",
            String(repeating: "x", count: 9000),
        ])
    func refused(given: String) {
        #expect(SafeURL.link(given) == nil)
    }

    @Test("pictures come from the web or from the mail itself")
    func pictures() {
        #expect(SafeURL.remoteImage("//example.com/a.png") == "https://example.com/a.png")
        #expect(SafeURL.remoteImage("mailto:a@b") == nil)
        #expect(SafeURL.contentID("CID:logo@x.es") == "logo@x.es")
        #expect(SafeURL.contentID("cid:a\"b") == nil)
        #expect(SafeURL.contentID("cid:") == nil)
    }

    @Test("an own path never leads to another host")
    func ownPaths() {
        #expect(SafeURL.ownPath("/files/1?x=y z") == "/files/1?x=y%20z")
        for path in ["//x.com", "/\\x.com", "/\t/x.com", "\\\\x", "files", "#x", "/a\\b"] {
            #expect(SafeURL.ownPath(path) == nil, "\(path)")
        }
    }
}
