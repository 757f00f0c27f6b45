import Knowledge
import Languages
import Markup
import Primitives
import Tickets

extension ArticlePage {
    func page(_ parts: Parts) -> HTML {
        """
        <header><div class="line wrap"><h1\(lang(parts.words))>\(title)</h1><span class="end line wrap">\(verbs(parts))</span></div>\
        \(marks(parts))\(speaks(parts))</header>\(parts.trouble(trouble, wrong(parts)))\(bin(parts))\
        <div class="record"><div>\(texts(parts))\(tickets(parts))</div>\
        <div class="beside">\(article.binned == nil ? maturing(parts) : .empty)\(facts(parts))</div></div>
        """
    }

    /// The fields of its forms that came back.
    private func wrong(_ parts: Parts) -> [Field] {
        let words = parts.words
        return [
            Field("stage", words("knowledgepage.stages"), error: trouble.about("stage", words)),
            Field("readers", words("knowledgepage.audience"), error: trouble.about("readers", words)),
            Field("category", words("ticketpage.category"), error: trouble.about("category", words)),
            Field("tags", words("ticketpage.tags"), error: trouble.about("tags", words)),
        ]
    }

    private var path: String { "/knowledge/\(article.id)" }
    private var seen: Version { article.version }

    private func lang(_ words: Words) -> HTML {
        shown.language == words.language ? .empty : " lang=\"\(shown.language.rawValue)\""
    }

    private func verbs(_ parts: Parts) -> HTML {
        let words = parts.words
        let history = parts.link(words("knowledgepage.history"), to: "\(path)/versions?language=\(shown.language.rawValue)", .plain, icon: .clock)
        guard article.binned == nil else { return history }
        let edit = rights.changes
            ? parts.link(words("common.edit"), to: "\(path)/edit?language=\(shown.language.rawValue)", .primary, icon: .pen, key: "e") : .empty
        let bin = rights.removes
            ? parts.form("\(path)/bin", parts.seen(seen) + parts.button(words("knowledgepage.bin"), .plain, icon: .trash)) : .empty
        return history + bin + edit
    }

    private func marks(_ parts: Parts) -> HTML {
        let words = parts.words
        let audience = article.audience == .team && team != nil
            ? words("knowledgepage.onlyTeam", ["team": team ?? ""]) : words("knowledgepage.audience.\(article.audience.rawValue)")
        let worked = tried == 0
            ? words("knowledgepage.neverTried")
            : words.count("knowledgepage.worked", tried, [
                "worked": words.numbers.text(worked),
                "tried": tried >= ArticleUseStore.mostCounted ? words("common.atLeast", ["count": words.numbers.text(tried)]) : words.numbers.text(tried),
            ])
        return """
            <p class="line wrap small">\(parts.articleStage(article.stage))\(parts.badge(audience, icon: article.isForCustomers ? .eye : .lock))\
            \(article.isListed ? parts.badge(words("knowledgepage.faq"), .accent, icon: .help) : .empty)<span class="quiet">\(worked)</span></p>
            """
    }

    private func speaks(_ parts: Parts) -> HTML {
        let words = parts.words
        let tabs = parts.tabs(words("common.language"), languages.map { one in
            (text: one.name, address: "\(path)?language=\(one.rawValue)", current: one == shown.language)
        })
        let missing = Language.allCases.filter { !languages.contains($0) }
        guard rights.changes, article.binned == nil, !missing.isEmpty else { return tabs }
        let links = missing.map { one -> HTML in
            "<a href=\"\(path)/edit?language=\(one.rawValue)\">\(words("knowledgepage.translateTo", ["language": one.name]))</a>"
        }
        return "\(tabs)<p class=\"line wrap far small\">\(links)</p>"
    }

    private func bin(_ parts: Parts) -> HTML {
        guard article.binned != nil else { return .empty }
        let words = parts.words
        return parts.callout(.warning, icon: .trash, """
            <p>\(words("knowledgepage.binned"))</p>\
            \(rights.removes ? parts.form("\(path)/restore", parts.button(words("common.restore"), icon: .undo)) : .empty)
            """)
    }

    private func texts(_ parts: Parts) -> HTML {
        let all = [("steps.problem", shown.text.problem), ("steps.cause", shown.text.cause), ("steps.steps", shown.text.steps)]
        return all.filter { !$0.1.isEmpty }.map { key, text -> HTML in
            """
            <section class="stack"><h2>\(parts.words(key))</h2><div class="body"\(lang(parts.words))>\(PlainText.html(ofText: text))</div></section>
            """
        }.joined()
    }

    private func tickets(_ parts: Parts) -> HTML {
        let words = parts.words
        guard !uses.isEmpty || moreUses != nil else { return .empty }
        let rows = uses.map { use -> HTML in
            let said: HTML = use.isConfirmed.map {
                $0 ? parts.badge(words("knowledgepage.confirmed"), .positive) : parts.badge(words("knowledgepage.refused"), .danger)
            } ?? .empty
            return """
                <li class="line wrap"><a href="/tickets/\(use.ticket.number.text)"><span class="num">\(use.ticket.number.text)</span> \(use.ticket.subject)</a>\
                <span class="small quiet">\(words("ticketpage.outcome.\(use.outcome.rawValue)"))</span>\(said)<span class="end">\(parts.time(use.at))</span></li>
                """
        }
        return parts.section(words("knowledgepage.tickets"), "<ul class=\"stack\" id=\"rows\">\(rows)\(parts.more(moreUses))</ul>")
    }

    private func facts(_ parts: Parts) -> HTML {
        let words = parts.words
        var lines: [(String, HTML)] = [
            (words("knowledgepage.author"), HTML(text: author)), (words("knowledgepage.made"), parts.stamp(article.made)),
            (words("knowledgepage.changedAt"), parts.stamp(article.changed)),
        ]
        if let category { lines.append((words("ticketpage.category"), HTML(text: category))) }
        if let origin { lines.append((words("knowledgepage.origin"), "<a href=\"/tickets/\(origin.number.text)\">\(origin.number.text)</a>")) }
        let asked: HTML = "<p class=\"small\"><a href=\"/questions?article-id=\(article.id.text)\">\(words("knowledgepage.questions"))</a></p>"
        let rows = lines.map { line -> HTML in "<li class=\"line\"><span class=\"quiet\">\(line.0)</span><span class=\"end\">\(line.1)</span></li>" }
        let tags: HTML = article.tags.isEmpty ? .empty : "<p class=\"line wrap\">\(article.tags.map { parts.tag($0) })</p>"
        return parts.section(words("ticketpage.details"), "<ul class=\"stack small\">\(rows)</ul>\(tags)\(asked)\(sorting(parts))")
    }

    private func sorting(_ parts: Parts) -> HTML {
        guard rights.changes, article.binned == nil else { return .empty }
        let words = parts.words, form = typed ?? SortingForm(article)
        var fields: [Field] = []
        if !categories.isEmpty {
            let choices = [Field.Choice("", words("common.none"))] + categories.map { Field.Choice($0.id.text, $0.name) }
            fields.append(Field("category", words("ticketpage.category"), .choices(choices), value: form.category, error: trouble.about("category", words)))
        }
        fields.append(
            Field(
                "tags", words("ticketpage.tags"), value: form.tags, hint: words("ticketpage.tagsHint"), error: trouble.about("tags", words),
                autocomplete: "off"))
        let content = parts.form("\(path)/sorting", look: "form", """
            \(parts.seen(seen))\(fields.map { parts.field($0) })<p class="line">\(parts.button(words("common.save")))</p>
            """)
        return parts.detail(words("knowledgepage.sort"), content, open: typed != nil)
    }
}
