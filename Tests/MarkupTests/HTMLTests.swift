import Markup
import Testing

struct HTMLTests {
    @Test("a name with markup in it is shown as it was written")
    func escapes() {
        let name = "<b onclick=\"x\">Ana & 'Eva'</b>"
        let html: HTML = "<p title=\"\(name)\">\(name)</p>"
        let shown = "&lt;b onclick=&quot;x&quot;&gt;Ana &amp; &#39;Eva&#39;&lt;/b&gt;"
        #expect(html.text == "<p title=\"\(shown)\">\(shown)</p>")
        #expect(HTML(text: name).text == shown)
    }

    @Test("markup within markup is kept, numbers are written, what is missing is not")
    func splices() {
        let icon: HTML = "<i></i>"
        let nothing: String? = nil
        let noIcon: HTML? = nil
        let html: HTML = "\(icon)\(42)\(nothing)\(noIcon)\([icon, "<b></b>"])\(-1)"
        #expect(html.text == "<i></i>42<i></i><b></b>-1")
    }

    @Test("a NUL never reaches a page")
    func replacesNUL() {
        #expect(HTML(text: "a\0b").text == "a\u{FFFD}b")
    }

    @Test("parts are joined with what stands between them")
    func joins() {
        let parts: [HTML] = ["<li>1</li>", "<li>2</li>", "<li>3</li>"]
        #expect(parts.joined().text == "<li>1</li><li>2</li><li>3</li>")
        #expect(parts.joined(separator: " · ").text == "<li>1</li> · <li>2</li> · <li>3</li>")
        #expect([HTML]().joined(separator: ",") == .empty)
        var sum: HTML = "a" + "b"
        sum += "c"
        #expect(sum.text == "abc")
    }
}
