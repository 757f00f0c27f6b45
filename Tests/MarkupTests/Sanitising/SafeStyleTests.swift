import Testing

@testable import Markup

struct SafeStyleTests {
    @Test(
        "colours, fonts, distances and borders stay, in one form",
        arguments: [
            ("COLOR: Red ; ", "color:red"),
            ("background:#FFF", "background-color:#fff"),
            ("color:rgb(1, 2, 3)!important", "color:rgb(1, 2, 3)"),
            ("margin:0 auto 1.5em 10px", "margin:0 auto 1.5em 10px"),
            ("border:1px solid #ccc;border-left-color:blue", "border:1px solid #ccc;border-left-color:blue"),
            ("font-family: \"Segoe UI\", Arial, sans-serif", "font-family:'Segoe UI',Arial,sans-serif"),
            ("font-size:11.0pt;font-weight:700;line-height:1.4", "font-size:11.0pt;font-weight:700;line-height:1.4"),
            ("width:100%;max-width:600px", "width:100%;max-width:600px"),
            ("color:red;color:blue", "color:blue"),
            ("text-decoration:underline;text-align:center", "text-decoration:underline;text-align:center"),
            ("display:none", "display:none"),
        ])
    func kept(given: String, written: String) {
        #expect(SafeStyle.checked(given) == written)
        #expect(SafeStyle.checked(written) == written)
    }

    @Test(
        "what loads, moves, computes or hides its meaning goes",
        arguments: [
            "background:url(http://x)", "background-image:url(x)", "color:expression(alert(1))", "width:calc(100% - 1px)", "color:var(--x)",
            "position:fixed", "float:left", "z-index:9", "top:0", "margin:-10px", "width:99999px", "color:r\\65 d", "behavior:url(x)",
            "-moz-binding:url(x)", "content:'x'", "color:/**/red", "@import 'x'", "color", ":red", "--x:red", "color:red blue",
            "font-family:x;y:url(z", "font-family:url(x)", "background:#fff url(x)", "display:flex", "opacity:0", "transform:scale(9)",
            "animation:x 1s", "cursor:url(x)", "filter:x", "margin:1px 2px 3px 4px 5px", "border:1px solid red url(x)", "color:rgb(1,2,3",
        ])
    func dropped(given: String) {
        let left = SafeStyle.checked(given) ?? ""
        #expect(left.isEmpty || left == "font-family:x")
    }
}
