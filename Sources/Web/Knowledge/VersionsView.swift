import Knowledge
import Languages
import Markup
import Primitives

extension VersionsPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let wrong = Field("version", words("knowledgepage.history"), error: trouble.about("version", words))
        let back = parts.link(words("knowledgepage.toArticle"), to: "/knowledge/\(id)?language=\(language.rawValue)", .plain, icon: .arrowLeft)
        return """
            <header><p>\(back)</p><h1>\(title)</h1>\(languages.count > 1 ? tabs(parts) : .empty)</header>\(parts.trouble(trouble, [wrong]))\
            <ul class="log" id="rows">\(rows.map { row($0, parts) })\(parts.more(next))</ul>
            """
    }

    private func tabs(_ parts: Parts) -> HTML {
        parts.tabs(parts.words("common.language"), languages.map { one in
            (text: one.name, address: "/knowledge/\(id)/versions?language=\(one.rawValue)", current: one == language)
        })
    }

    private func row(_ row: Row, _ parts: Parts) -> HTML {
        let words = parts.words
        let number = words("knowledgepage.version", ["number": "\(row.version.version.number)"])
        let now: HTML = row.version.isCurrent ? parts.badge(words("knowledgepage.current"), .positive, icon: .done) : .empty
        let changed = row.changed.map { words($0 == "titleField" ? "knowledgepage.titleField" : "steps.\($0)") }.joined(separator: ", ")
        let what: HTML = changed.isEmpty ? .empty : "<p class=\"small quiet\">\(words("knowledgepage.changed", ["parts": changed]))</p>"
        return """
            <li class="stack"><p class="line wrap"><span class="medium num">\(number)</span>\(now)<span class="quiet">\(row.author)</span>\
            <span class="end">\(parts.stamp(row.version.at))</span></p>\(what)\
            \(parts.detail(words("knowledgepage.words"), parts.articleWords(row.version, reader: words.language)))\(restore(row, parts))</li>
            """
    }

    private func restore(_ row: Row, _ parts: Parts) -> HTML {
        guard mayRestore, !row.version.isCurrent else { return .empty }
        return parts.form(
            "/knowledge/\(id)/versions",
            """
            \(parts.seen(seen))\(parts.hidden("language", language.rawValue))\
            \(parts.button(parts.words("knowledgepage.again"), icon: .undo, name: "version", value: "\(row.version.version.number)"))
            """)
    }
}
