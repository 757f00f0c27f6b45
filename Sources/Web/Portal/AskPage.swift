import Languages
import Markup
import Primitives

/// The first page of customers: a place to ask, what may answer it at once, and what others asked.
struct AskPage: Sendable {
    let form: AskForm
    /// Whether the reader is known, and need not say who they are.
    let isKnown: Bool
    let answers: [PublicAnswer]
    /// Whether answers were looked for.
    let hasLooked: Bool
    let requests: [RequestRow]
    let frequent: [PublicAnswer]

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        return """
            <div class="portal"><section aria-labelledby="h-ask"><h1 id="h-ask">\(words("portal.ask.title"))</h1>\
            <p class="quiet">\(words("portal.ask.text"))</p>\(askbox(parts))</section>\
            \(mine(parts))\(others(parts))</div>\
            <script type="module" src="\(PublicFiles.shared.url("js/ask.js"))"></script>
            """
    }

    private func askbox(_ parts: Parts) -> HTML {
        let words = parts.words
        let who = isKnown ? HTML.empty : "<div class=\"thirds\">\(people(words).map { parts.field($0) })</div>"
        return parts.form("/help", look: "askbox", files: true, """
            \(parts.defaultButton)\(parts.errorSummary([question(words), file(words)] + (isKnown ? [] : people(words)), also: lost(words)))\
            \(parts.field(question(words)))\
            <div class="answers" id="maybe" role="region" aria-label="\(words("portal.answers"))"\(hasLooked ? HTML.empty : " hidden")>\
            \(AnswerList(answers: answers, question: form.text).view(parts))</div>\
            \(parts.field(Field("subject", words("common.subject"), value: form.subject, error: form.error("subject", words), autocomplete: "off")))\
            \(who)\(parts.field(file(words)))\
            <p class="line wrap">\(parts.button(words("portal.send"), .primary))\
            \(parts.button(words("portal.look"), .plain, icon: .search, name: "look", value: "1", extra: " formnovalidate"))</p>
            """)
    }

    private func question(_ words: Words) -> Field {
        Field(
            "text", words("portal.question"), .area(rows: 4), value: form.text, error: form.error("text", words), required: true,
            extra: " maxlength=\"50000\" data-ask=\"/help/answers\" aria-controls=\"maybe\"")
    }

    private func file(_ words: Words) -> Field {
        Field("file", words("portal.files"), .file, hint: words("portal.files.hint"), error: form.error("file", words), extra: " multiple")
    }

    private func people(_ words: Words) -> [Field] {
        [
            Field(
                "email", words("portal.email"), .email, value: form.email, hint: words("portal.email.hint"), error: form.error("email", words),
                required: true, autocomplete: "email"),
            Field("name", words("portal.name"), value: form.name, error: form.error("name", words), autocomplete: "name"),
        ]
    }

    private func lost(_ words: Words) -> [String] {
        form.hadFiles && !form.isFine ? [words("portal.filesAgain")] : []
    }

    private func mine(_ parts: Parts) -> HTML {
        let words = parts.words
        guard isKnown else {
            return """
                <aside class="stack loose" aria-labelledby="h-mine"><h2 id="h-mine">\(words("layout.portal.mine"))</h2>\
                <p class="small quiet">\(words("portal.stranger"))</p>\
                <p><a class="btn" href="/help/sign-in">\(Icon.mail.html)\(words("sign.link"))</a></p></aside>
                """
        }
        return """
            <aside class="stack loose" aria-labelledby="h-mine"><h2 id="h-mine">\(words("layout.portal.mine"))</h2>\
            \(RequestRow.list(requests.prefix(4), parts))\
            <p><a href="/help/requests">\(words("portal.all"))</a></p></aside>
            """
    }

    private func others(_ parts: Parts) -> HTML {
        if frequent.isEmpty { return .empty }
        let words = parts.words
        return """
            <section class="faq stack loose" aria-labelledby="h-faq"><h2 id="h-faq">\(words("portal.frequent"))</h2>\
            <div>\(frequent.map { $0.folded(words.language) })</div>\
            <p><a href="/help/questions">\(words("portal.allQuestions"))</a></p></section>
            """
    }
}

extension PublicAnswer {
    /// A question that opens to its answer.
    func folded(_ reader: Language) -> HTML {
        "<details><summary>\(title)\(Icon.chevronDown.html)</summary>\(text(reader))</details>"
    }
}

/// Answers that may help already, under what is being typed. The inside of a region that scripts fill anew.
struct AnswerList: Sendable {
    let answers: [PublicAnswer]
    let question: String

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        let items = answers.map { answer -> HTML in
            """
            <li><details><summary><span><span class="medium">\(answer.title)</span><br><span class="small quiet">\(answer.beginning)</span></span>\
            \(Icon.chevronDown.html)</summary>\(answer.text(words.language))\
            <p class="text line wrap"><button class="btn" type="submit" formaction="\(answer.path)/helped" formnovalidate>\(Icon.check.html)\
            <span>\(words("portal.helps"))</span></button></p></details></li>
            """
        }
        let count = answers.isEmpty ? words("portal.noAnswers") : words.count("portal.someAnswers", answers.count)
        return "<p role=\"status\">\(count)</p>\(answers.isEmpty ? HTML.empty : "<ul>\(items)</ul>")"
    }
}
