import Languages
import Markup
import Primitives

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
        let subject: HTML = loss.isInSubject ? "<li>\(Icon.pen.html)<span>\(words("steps.redact.subject"))</span></li>" : .empty
        let rest: HTML = loss.pieces.count > 20 ? "<p class=\"xs quiet\">\(words.count("steps.redact.more", loss.pieces.count - 20))</p>" : .empty
        let originals = loss.originals > 0 ? " " + words.count("steps.redact.originals", loss.originals) : ""
        return """
            \(parts.hidden("confirmed", form.mark))<div class="stack" role="status" tabindex="-1" data-focus>\
            <h2 class="label">\(words("steps.redact.goes"))</h2><ul class="then">\(subject)\(pieces)</ul>\(rest)\
            \(parts.callout(.danger, HTML(text: words("steps.redact.forGood") + originals)))</div>
            """
    }
}
