import Languages
import Markup
import Primitives
import Tickets

extension RedactPage {
    /// Without a preview it asks what; with one it says what will go and does it.
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let fields = fields(parts)
        var sheet = Sheet(
            head, submit: words(loss == nil ? "steps.redact.preview" : "steps.redact.submit"), icon: .trash,
            """
            \(parts.trouble(trouble, fields))<p class="small quiet">\(words("steps.redact.what"))</p>\
            \(fields.map { parts.field($0) })\(loss.map { preview($0, parts) })
            """)
        if loss != nil { sheet.look = .danger }
        return sheet
    }

    private func fields(_ parts: Parts) -> [Field] {
        let words = parts.words
        let choices = [Field.Choice("", words("steps.redact.onlyWords"))] + pieces.map { piece in
            let who = [words("steps.redact.kind.\(piece.value.prefix { $0 != ":" })"), piece.who, parts.dates.stamp(piece.at)]
            return Field.Choice(piece.value, "\(who.filter { !$0.isEmpty }.joined(separator: " · ")): \(piece.excerpt)")
        }
        return [
            Field(
                "words", words("steps.redact.words"), value: form.words, hint: words("steps.redact.wordsHint"),
                error: trouble.about("words", words), autocomplete: "off",
                extra: " maxlength=\"500\"\(loss == nil ? " data-focus" : HTML.empty)"),
            Field(
                "object", words("steps.redact.object"), .choices(choices), value: form.object, error: trouble.about("object", words)),
        ]
    }

    private func preview(_ loss: Loss, _ parts: Parts) -> HTML {
        let words = parts.words
        let pieces = loss.pieces.prefix(20).map { piece -> HTML in
            "<li>\(piece.icon.html)<span>\(piece.who) \(parts.stamp(piece.at))<br><span class=\"quiet\">\(piece.excerpt)</span></span></li>"
        }
        let rest: HTML = loss.pieces.count > 20 ? "<p class=\"xs quiet\">\(words.count("steps.redact.more", loss.pieces.count - 20))</p>" : .empty
        let originals = loss.all.originals > 0 ? " " + words.count("steps.redact.originals", loss.all.originals) : ""
        return """
            \(parts.hidden("confirmed", form.mark))<div class="stack" role="status" tabindex="-1" data-focus>\
            <h2 class="label">\(words("steps.redact.goes"))</h2><ul class="then">\(beside(loss, words))\(pieces)</ul>\(rest)\
            \(parts.callout(.danger, HTML(text: words("steps.redact.forGood") + originals)))</div>
            """
    }

    /// Where else they go than from what was said.
    private func beside(_ loss: Loss, _ words: Words) -> [HTML] {
        let all = loss.all
        var lines: [(Icon, String)] = all.isInHead ? [(.pen, words("steps.redact.subject"))] : []
        lines += loss.solutions.map { (.book, words("steps.redact.solution", ["title": $0])) }
        if all.steps > 0 { lines.append((.stairs, words.count("steps.redact.steps", all.steps))) }
        if all.questions > 0 { lines.append((.log, words.count("steps.redact.questions", all.questions))) }
        if all.drafts > 0 { lines.append((.pen, words.count("steps.redact.drafts", all.drafts))) }
        return lines.map { "<li>\($0.html)<span>\($1)</span></li>" }
    }
}
