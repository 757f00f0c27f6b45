import Languages
import Markup

/// Where an agent signs in.
package struct SignInPage: Sendable {
    package var desk: String
    package var email: String
    /// Why the last try failed.
    package var error: String?
    /// Where to go afterwards; a path of ours.
    package var next: String?
    /// Whether a link by mail can be asked for.
    package var offersLink: Bool
    /// Where the customers' pages are; `nil` hides the hint.
    package var portal: String?

    package init(desk: String, email: String = "", error: String? = nil, next: String? = nil, offersLink: Bool = true, portal: String? = "/help") {
        self.desk = desk
        self.email = email
        self.error = error
        self.next = next
        self.offersLink = offersLink
        self.portal = portal
    }

    /// For `Frame.Kind.bare`. Sends `email`, `password`, `keep`, `next` to `/sign-in`; `/sign-in/link` mails a link.
    package func view(_ parts: Parts) -> HTML {
        """
        <div class="door"><main id="content">\(form(parts))</main>\(Self.arches)</div>
        """
    }

    private func form(_ parts: Parts) -> HTML {
        let words = parts.words
        let mail = Field("email", words("sign.email"), .email, value: email, required: true, autocomplete: "username")
        return parts.form("/sign-in", """
            <div class="stack loose">\(Frame.arch)<div><h1>\(words("sign.title"))</h1>\
            <p class="quiet">\(words("sign.toDesk", ["desk": desk]))</p></div></div>\
            \(next.map { parts.hidden("next", $0) })\(parts.field(mail))\(password(parts))\
            \(parts.field(Field("keep", words("sign.keep"), .tick, value: "on")))\
            \(parts.button(words("sign.submit"), .primary))\(link(parts))\(customer(words))
            """)
    }

    private func password(_ parts: Parts) -> HTML {
        let words = parts.words
        let ties: HTML = error == nil ? .empty : " aria-describedby=\"f-password-e\" aria-invalid=\"true\""
        return """
            <div class="field"><span class="line"><label for="f-password" class="small medium">\(words("sign.password"))</label>\
            <a class="end small" href="/sign-in/forgotten">\(words("sign.forgotten"))</a></span>\
            <input class="input" id="f-password" name="password" type="password" autocomplete="current-password"\(ties)>\
            \(error.map { "<p class=\"error\" id=\"f-password-e\" role=\"alert\">\(Icon.alert.small)\($0)</p>" as HTML })</div>
            """
    }

    private func link(_ parts: Parts) -> HTML {
        guard offersLink else { return .empty }
        let words = parts.words
        return """
            <p class="or">\(words("common.or"))</p>\
            \(parts.button(words("sign.link"), icon: .mail, extra: " formaction=\"/sign-in/link\" formnovalidate"))
            """
    }

    private func customer(_ words: Words) -> HTML {
        guard let portal else { return .empty }
        return "<p class=\"xs quiet\">\(words("sign.customer")) <a href=\"\(portal)\">\(words("sign.customerLink"))</a></p>"
    }

    static let arches: HTML = """
        <aside class="arches" aria-hidden="true"><svg viewBox="0 0 600 600" preserveAspectRatio="xMidYMax slice">\
        <path d="M20 600V300a280 280 0 0 1 560 0v300M65 600V300a235 235 0 0 1 470 0v300M110 600V300a190 190 0 0 1 380 0v300\
        M155 600V300a145 145 0 0 1 290 0v300M200 600V300a100 100 0 0 1 200 0v300"/><circle cx="300" cy="420" r="34"/></svg></aside>
        """
}
