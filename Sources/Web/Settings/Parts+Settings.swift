import Foundation
import Languages
import Markup
import Primitives

extension Parts {
    /// The head of a plain page: its name, and what it is for.
    func pageHead(_ title: String, _ about: String? = nil) -> HTML {
        "<header><h1>\(title)</h1>\(about.map { "<p class=\"quiet\">\($0)</p>" as HTML })</header>"
    }

    /// A part of a plain page under its own heading.
    func section(_ title: String, hint: String? = nil, _ content: HTML) -> HTML {
        """
        <section class="section stack loose"><h2>\(title)</h2>\(hint.map { "<p class=\"small quiet\">\($0)</p>" as HTML })\(content)</section>
        """
    }

    /// A form on a plain page, with what is wrong above it and one button under it.
    func sheetForm(_ action: String, _ fields: [Field], trouble: FormTrouble = .none, also: HTML = .empty, save: String? = nil) -> HTML {
        form(action, look: "form", """
            \(self.trouble(trouble, fields))\(fields.map { field($0) })\(also)\
            <p class="line">\(button(save ?? words("common.save"), .primary))</p>
            """)
    }

    /// What a zone field offers: every zone of the tz database that names a place.
    var zones: HTML { Self.zoneList }

    private static let zoneList: HTML = {
        let names = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }.sorted() + ["UTC"]
        let options = names.map { name -> HTML in "<option value=\"\(name)\"></option>" }
        return "<datalist id=\"zones\">\(options)</datalist>"
    }()
}
