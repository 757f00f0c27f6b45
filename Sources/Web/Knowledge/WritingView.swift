import Accounts
import Knowledge
import Languages
import Markup
import Primitives

extension WritingPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let fields = form.fields(words, trouble) + choices(words)
        let content = parts.form(action, look: "form", """
            \(parts.trouble(trouble, fields))\(seen.map { parts.seen($0) })\(fields.map { parts.field($0) })\
            <p class="line">\(parts.button(words("common.save"), .primary, key: "Ctrl+Enter", extra: " data-send"))\
            \(parts.link(words("common.cancel"), to: back, .plain))</p>
            """)
        let header: HTML = "<header><h1>\(title)</h1></header>"
        guard let beside else { return header + content }
        return """
            \(header)<div class="record"><div>\(content)</div><div class="beside"><h2>\(beside.heading)</h2>\
            \(parts.articleWords(beside.version, reader: words.language))</div></div>
            """
    }

    /// Of a new one its language and team; those of others stay.
    private func choices(_ words: Words) -> [Field] {
        guard kind == .new else { return [] }
        let languages = Language.allCases.map { Field.Choice($0.rawValue, $0.name) }
        var fields = [
            Field(
                "language", words("common.language"), .choices(languages), value: language.rawValue, error: trouble.about("language", words),
                required: true)
        ]
        if !teams.isEmpty { fields.append(form.readers.field([.agents], teams, words, trouble)) }
        return fields
    }
}

extension Parts {
    /// The parts of an article that are written, each under its name.
    func articleWords(_ version: ArticleVersion, reader: Language) -> HTML {
        let text = version.text
        let all = [("steps.problem", text.problem), ("steps.cause", text.cause), ("steps.steps", text.steps)]
        let pieces = all.filter { !$0.1.isEmpty }.map { key, text -> HTML in
            "<section class=\"stack\"><h3 class=\"label\">\(words(key))</h3><div class=\"body\"\(lang(version, reader))>\(PlainText.html(ofText: text))</div></section>"
        }
        return "<div class=\"stack loose\"><p class=\"medium\"\(lang(version, reader))>\(text.title)</p>\(pieces)</div>"
    }

    private func lang(_ version: ArticleVersion, _ reader: Language) -> HTML {
        version.language == reader ? .empty : " lang=\"\(version.language.rawValue)\""
    }
}
