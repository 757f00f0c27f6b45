import Languages
import Markup

/// A verb with a page of its own: escalate, solve, assign. Scripts show the same as a dialog over the page where it was chosen.
package struct Sheet: Sendable {
    package var title: String
    package var subtitle: String?
    /// Where the form is sent.
    package var action: String
    /// Where closing leads.
    package var back: String
    package var content: HTML
    /// What will happen, beside the form.
    package var aside: HTML?
    /// A word at the left of the foot.
    package var remark: HTML = .empty
    package var submit: String
    package var icon: Icon?
    package var look: ButtonLook = .primary

    package init(_ title: String, subtitle: String? = nil, action: String, back: String, submit: String, icon: Icon? = nil, content: HTML) {
        self.title = title
        self.subtitle = subtitle
        self.action = action
        self.back = back
        self.submit = submit
        self.icon = icon
        self.content = content
    }
}

extension Parts {
    /// The page of a verb, for `Frame.Kind.plain`.
    package func sheet(_ sheet: Sheet) -> HTML {
        let inside: HTML = sheet.aside.map { aside in
            "<div class=\"two\"><div class=\"main\">\(sheet.content)</div><aside>\(aside)</aside></div>"
        } ?? "<div class=\"main alone\">\(sheet.content)</div>"
        return form(sheet.action, look: "dialog\(sheet.aside == nil ? " narrow" : "")", extra: " aria-labelledby=\"sheet-name\" data-sheet", """
            <header><div><h1 id="sheet-name">\(sheet.title)</h1>\(sheet.subtitle.map { "<p class=\"small quiet\">\($0)</p>" as HTML })</div>\
            <span class="end">\(iconLink(.close, words("common.close"), to: sheet.back, extra: " data-close"))</span></header>\
            <div class="content">\(inside)</div>\
            <footer><span class="xs quiet opt line">\(sheet.remark)</span>\
            <span class="line end">\(link(words("common.cancel"), to: sheet.back, .plain, extra: " data-close"))\
            \(button(sheet.submit, sheet.look, icon: sheet.icon, key: "Ctrl+Enter", extra: " data-send"))</span></footer>
            """)
    }
}
