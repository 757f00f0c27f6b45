import Markup
import Testing

struct SanitisedTests {
    private let stored = Sanitiser(policy: .mail).sanitise(
        """
        <p>5 &lt; 6 &lt;img src="cid:x"&gt;<img alt=logo src="cid:logo@x.es"><img width=9 src="http://x.es/a.png?b=1&amp;c=2">
        """)

    @Test("pictures of the web are blocked until asked for")
    func blocked() {
        #expect(stored.hasRemoteImages)
        #expect(stored.contentIDs == ["logo@x.es"])
        let html = Sanitised.shown(stored.html) { "/files/\($0)" }
        #expect(
            html.text == """
                <p>5 &lt; 6 &lt;img src=&quot;cid:x&quot;&gt;<img src="/files/logo@x.es" alt="logo">\
                <img data-remote-src="http://x.es/a.png?b=1&amp;c=2" width="9"></p>
                """)
    }

    @Test("asked for, they load from where they are, or through us")
    func shown() {
        #expect(
            Sanitised.shown(stored.html, remoteImages: .allowed).text.contains("<img src=\"http://x.es/a.png?b=1&amp;c=2\" width=\"9\">"))
        let proxied = Sanitised.shown(stored.html, remoteImages: .proxied { "/picture?of=\($0)&x" })
        #expect(proxied.text.contains("<img src=\"/picture?of=http://x.es/a.png?b=1&amp;c=2&amp;x\" width=\"9\">"))
    }

    @Test("a picture that the mail does not have shows its words")
    func missing() {
        #expect(Sanitised.shown(stored.html).text.contains("<img alt=\"logo\">"))
    }
}
