import Customisation
import Languages
import Markup
import Primitives
import Tickets

extension QuestionLogPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let note: HTML = mayNote ? parts.link(words("newticket.asked"), to: "/questions/new", .primary, icon: .plus) : .empty
        let export = parts.link(words("questionpage.export"), to: shelf.path("/questions.csv"), icon: .download, extra: " download")
        return """
            <header><div class="line wrap"><h1>\(title)</h1><span class="end line wrap">\(trouble.isEmpty ? export : .empty)\(note)</span></div>\
            \(filters(parts))</header>\(rows.isEmpty ? empty(parts) : list(parts))
            """
    }

    private func filters(_ parts: Parts) -> HTML {
        let words = parts.words
        let chosen = shelf.article.map { parts.hidden("article-id", $0.text) } ?? .empty
        let fields = fields(words)
        return """
            \(parts.trouble(trouble, fields))<form method="get" action="/questions" class="filters">\(chosen)\
            \(fields.map { parts.field($0) })\(parts.button(words("common.filter"), icon: .filter))</form>
            """
    }

    private func fields(_ words: Words) -> [Field] {
        let any = Field.Choice("", words("common.all"))
        let channels = [any] + ChannelName.allCases.map { Field.Choice($0.rawValue, words("questionpage.channel.\($0.rawValue)")) }
        let results = [any] + QuestionShelf.Result.allCases.map { Field.Choice($0.rawValue, words("questionpage.outcome.\($0.rawValue)")) }
        var fields = [
            Field("from", words("questionpage.from"), .date, value: shelf.from, error: trouble.about("from", words)),
            Field("until", words("questionpage.until"), .date, value: shelf.until, error: trouble.about("until", words)),
            Field("channel", words("questionpage.column.channel"), .choices(channels), value: shelf.channel?.rawValue ?? ""),
            Field("outcome", words("questionpage.column.outcome"), .choices(results), value: shelf.result?.rawValue ?? ""),
        ]
        if departments.count > 1 {
            let choices = departments.map { Field.Choice($0.id.text, $0.name) }
            fields.insert(Field("department", words("questionpage.department"), .choices(choices), value: department.text, required: true), at: 0)
        }
        if !categories.isEmpty {
            let choices = [any] + categories.map { Field.Choice($0.id.text, $0.name) }
            fields.append(Field("category", words("ticketpage.category"), .choices(choices), value: shelf.category?.text ?? ""))
        }
        fields.append(
            Field(
                "article", words("questionpage.column.article"), .search, value: article, error: trouble.about("article", words),
                extra: " data-pick=\"/articles.json?q=\" autocomplete=\"off\" maxlength=\"500\""))
        return fields
    }

    private func list(_ parts: Parts) -> HTML {
        "<ul class=\"log\" id=\"rows\">\(rows.map { row($0, parts) })\(next == nil ? .empty : "<li>\(parts.more(next))</li>")</ul>"
    }

    private func row(_ row: QuestionRow, _ parts: Parts) -> HTML {
        let entry = row.entry
        let path = entry.isTicket ? row.number.map { "/tickets/\($0)" } : "/questions/\(entry.id)"
        let asked = entry.asked.cut(300)
        let question: HTML = path.map { "<a class=\"medium\" href=\"\($0)\">\(asked)</a>" } ?? "<span class=\"medium\">\(asked)</span>"
        let answer: HTML = entry.answer.isEmpty ? .empty : "<p class=\"small quiet\">\(PlainText.excerpt(of: entry.answer, length: 200))</p>"
        return """
            <li class="stack"><p class="asked">\(entry.channel.map { parts.channel(ChannelMark($0)) } ?? "<span></span>")\(question)\
            \(parts.time(entry.at))</p>\(answer)<p class="line wrap small">\(parts.questionResult(row.result))\
            \(Self.links(row, parts))\(row.category.map { "<span class=\"quiet\">\($0)</span>" as HTML })</p></li>
            """
    }

    /// Who asked, what answered, which ticket it is or became.
    static func links(_ row: QuestionRow, _ parts: Parts) -> HTML {
        let contact: HTML = row.contact.flatMap { name in
            row.entry.contact.map { "<a href=\"/contacts/\($0.text)\">\(name.isEmpty ? parts.words("contactpage.nameless") : name)</a>" }
        } ?? .empty
        let article: HTML = row.article.flatMap { title in
            row.entry.article.map { "<span class=\"line tight\">\(Icon.book.small)<a href=\"/knowledge/\($0.text)\">\(title)</a></span>" }
        } ?? .empty
        let ticket: HTML = row.number.map { "<a class=\"num\" href=\"/tickets/\($0.text)\">\($0.text)</a>" } ?? .empty
        return ticket + contact + article
    }

    private func empty(_ parts: Parts) -> HTML {
        let words = parts.words
        if !trouble.isEmpty { return .empty }
        if next != nil { return parts.more(next) }
        if shelf.isNarrowed {
            return parts.empty(
                .log, words("questionpage.none"), words("questionpage.noneText"), step: parts.link(words("questionpage.showAll"), to: "/questions"))
        }
        return parts.empty(.log, words("questionpage.empty"), words("questionpage.emptyText"))
    }
}

extension Parts {
    /// How a question ended, in a word and with a shape.
    func questionResult(_ result: QuestionShelf.Result) -> HTML {
        let (tone, icon): (Tone, Icon) =
            switch result {
            case .answered, .doneTicket: (.positive, .done)
            case .unanswered: (.warning, .help)
            case .passedOn: (.accent, .forward)
            case .notOurs: (.plain, .close)
            case .openTicket: (.accent, .inbox)
            }
        return badge(words("questionpage.outcome.\(result.rawValue)"), tone, icon: icon)
    }
}
