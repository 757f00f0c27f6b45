import Languages
import Markup

extension Parts {
    /// A form that changes something: method POST, with the token of the session.
    /// - Parameter files: set when it sends files (`multipart/form-data`).
    package func form(_ action: String, look: String? = nil, files: Bool = false, extra: HTML = .empty, _ content: HTML) -> HTML {
        """
        <form method="post" action="\(action)"\(attribute("class", look))\
        \(files ? " enctype=\"multipart/form-data\"" : HTML.empty)\(extra)>\(token)\(content)</form>
        """
    }

    /// The hidden field that every changing form carries.
    package var token: HTML { hidden("csrf", csrf) }

    package func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A question with label, hint and error, tied together for screen readers.
    package func field(_ field: Field) -> HTML {
        switch field.kind {
        case .tick: tick(field)
        case .radios(let choices): radios(field, choices)
        default:
            """
            <div class="field"><label for="\(field.id)">\(field.label)\(optional(field))</label>\(hint(field))\(control(field))\(error(field))</div>
            """
        }
    }

    /// What a form lacks, above it: one link per field with an error. Empty where there is none.
    package func errorSummary(_ fields: [Field], also notes: [String] = []) -> HTML {
        let wrong = fields.filter { $0.error != nil }
        guard !wrong.isEmpty || !notes.isEmpty else { return .empty }
        let items = notes.map { note -> HTML in "<li>\(note)</li>" }
            + wrong.map { field -> HTML in "<li><a href=\"#\(field.id)\">\(field.label)</a>: \(field.error)</li>" }
        return """
            <div class="callout danger" role="alert" tabindex="-1" data-focus>\(Icon.alert.html)<div class="small stack">\
            <p class="strong">\(words.count("form.summary", items.count))</p><ul class="stack">\(items)</ul></div></div>
            """
    }

    private func optional(_ field: Field) -> HTML {
        if field.required || field.hasEmptyChoice { return .empty }
        if case .search = field.kind { return .empty }
        return " <span class=\"faint optional\">\(words("common.optional"))</span>"
    }

    private func hint(_ field: Field) -> HTML {
        guard let hint = field.hint else { return .empty }
        return "<p class=\"hint\" id=\"\(field.id)-h\">\(hint)</p>"
    }

    private func error(_ field: Field) -> HTML {
        guard let error = field.error else { return .empty }
        return "<p class=\"error\" id=\"\(field.id)-e\">\(Icon.alert.small)\(error)</p>"
    }

    /// Id, name and what ties the control to its hint and error.
    private func ties(_ field: Field) -> HTML {
        let notes = [field.hint.map { _ in "\(field.id)-h" }, field.error.map { _ in "\(field.id)-e" }].compactMap(\.self)
        return """
             id="\(field.id)" name="\(field.name)"\(notes.isEmpty ? .empty : " aria-describedby=\"\(notes.joined(separator: " "))\"")\
            \(field.error == nil ? .empty : " aria-invalid=\"true\"")\(field.required && !field.hasEmptyChoice ? " required" : HTML.empty)\
            \(attribute("autocomplete", field.autocomplete))\(attribute("placeholder", field.placeholder))\(field.extra)
            """
    }

    private func control(_ field: Field) -> HTML {
        switch field.kind {
        case .area(let rows):
            return "<textarea class=\"textarea\" rows=\"\(rows)\"\(ties(field))>\n\(field.value)</textarea>"
        case .choices(let choices):
            let options = choices.map { choice -> HTML in
                "<option value=\"\(choice.value)\"\(choice.value == field.value ? " selected" : HTML.empty)>\(choice.text)</option>"
            }
            return "<select class=\"select\"\(ties(field))>\(options)</select>"
        default:
            return "<input class=\"input\" type=\"\(type(field.kind))\" value=\"\(field.value)\"\(ties(field))>"
        }
    }

    private func type(_ kind: Field.Kind) -> String {
        switch kind {
        case .email: "email"
        case .password: "password"
        case .search: "search"
        case .number: "number"
        case .date: "date"
        case .file: "file"
        default: "text"
        }
    }

    private func tick(_ field: Field) -> HTML {
        """
        <div class="field"><label class="choice"><input type="checkbox"\(field.value == "on" ? " checked" : HTML.empty)\(ties(field))>\
        <span>\(field.label)</span></label>\(hint(field))\(error(field))</div>
        """
    }

    private func radios(_ field: Field, _ choices: [Field.Choice]) -> HTML {
        let items = choices.enumerated().map { index, choice -> HTML in
            """
            <label class="choice"><input type="radio" name="\(field.name)" value="\(choice.value)"\
            \(index == 0 ? " id=\"\(field.id)\"" : HTML.empty)\(choice.value == field.value ? " checked" : HTML.empty)\
            \(field.required ? " required" : HTML.empty)\(field.extra)><span>\(choice.text)\
            \(choice.hint.map { "<br><span class=\"xs quiet\">\($0)</span>" as HTML })</span></label>
            """
        }
        let notes = [field.hint.map { _ in "\(field.id)-h" }, field.error.map { _ in "\(field.id)-e" }].compactMap(\.self)
        return """
            <fieldset class="field"\(notes.isEmpty ? .empty : " aria-describedby=\"\(notes.joined(separator: " "))\"")>\
            <legend class="small medium">\(field.label)</legend>\(hint(field))\(items)\(error(field))</fieldset>
            """
    }
}
