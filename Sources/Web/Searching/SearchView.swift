import Languages
import Markup
import Primitives
import Search
import Tickets

extension SearchPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        return """
            <header><h1>\(words("searchpage.title"))</h1>\(form(words, parts))\(scopes(parts))</header>\
            \(parts.trouble(trouble, []))\(results(parts))
            """
    }

    private func form(_ words: Words, _ parts: Parts) -> HTML {
        """
        <form method="get" action="/search" role="search" class="filters" data-search>\
        <label class="sr" for="f-q">\(words("searchpage.ask"))</label>\
        <input class="input" id="f-q" type="search" name="q" value="\(asked.text)" placeholder="\(words("searchpage.placeholder"))" \
        aria-describedby="search-help" maxlength="4000"\(asked.text.isEmpty ? " autofocus data-focus" : HTML.empty)>\
        \(asked.scope == .everything ? .empty : parts.hidden("in", asked.scope.rawValue))\
        \(parts.button(words("common.search"), .primary, icon: .search))</form>
        """
    }

    private func scopes(_ parts: Parts) -> HTML {
        parts.tabs(parts.words("searchpage.where"), SearchScope.allCases.map { scope in
            (
                text: parts.words("searchpage.in.\(scope.rawValue)"), address: AskedOnPage(asked.text, in: scope).path(after: nil),
                current: scope == asked.scope
            )
        })
    }

    private func results(_ parts: Parts) -> HTML {
        let words = parts.words
        guard let count else { return help(parts, open: true) }
        if count == 0 && away.isEmpty && asked.key == nil {
            return parts.empty(.search, words("searchpage.nothing", ["query": asked.text]), words("searchpage.nothingHint")) + help(parts, open: false)
        }
        let number = isCapped ? words("common.atLeast", ["count": words.numbers.text(count)]) : words.numbers.text(count)
        return """
            <p class="small quiet" role="status">\(words("searchpage.found", ["count": number]))</p>\
            \(missing(parts))<div class="rows" id="rows" data-keys-list>\(rows.map { row($0, parts) })\(parts.more(next))</div>\
            \(sections.map { section($0, parts) })\(help(parts, open: false))
            """
    }

    private func missing(_ parts: Parts) -> HTML {
        away.map { name -> HTML in parts.callout(.warning, "<p role=\"status\">\(parts.words("lists.departmentAway", ["name": name]))</p>") }.joined()
    }

    /// What another department has, and the way to all of it.
    private func section(_ section: Section, _ parts: Parts) -> HTML {
        let words = parts.words, text = words.numbers.text(section.count)
        let number = section.isCapped ? words("common.atLeast", ["count": text]) : text
        let all: HTML = section.count > section.rows.count || section.isCapped ? "<p><a class=\"btn\" href=\"\(section.path)\">\(words("searchpage.allThere"))</a></p>" : .empty
        return """
            <section class="stack"><h2>\(section.name) <span class="small quiet">\(words("searchpage.found", ["count": number]))</span></h2>\
            <div class="rows" data-keys-list>\(section.rows.map { row($0, parts) })</div>\(all)</section>
            """
    }

    private func row(_ row: Row, _ parts: Parts) -> HTML {
        """
        <div class="row"\(parts.attribute("data-ticket", row.ticket?.number.text))><span class="dot"></span><a href="\(row.path)" data-row>\
        <span class="line"><span class="subject cut">\(Self.marked(row.title))</span>\(parts.time(row.at, end: true))</span>\
        <span class="who">\(Self.marked(row.excerpt))</span>\(meta(row, parts))</a></div>
        """
    }

    private func meta(_ row: Row, _ parts: Parts) -> HTML {
        let words = parts.words
        guard let ticket = row.ticket else {
            let icon: Icon = row.kind == .article ? .book : .log
            return "<span class=\"meta\">\(icon.html)<span>\(words("searchpage.kind.\(row.kind.rawValue)"))</span></span>"
        }
        let place: HTML = row.place.map { "<span>\(words("searchpage.place.\($0.rawValue)"))</span>" } ?? .empty
        return """
            <span class="meta"><span class="nr">\(ticket.number.text)</span>\(parts.channel(ChannelMark(ticket.channel)))\
            \(parts.tier(ticket.tier.level))<span class="cut">\(row.who)</span>\(parts.state(StateMark(ticket.state)))\(place)</span>
            """
    }

    /// The search language in a few lines, each an example that can be followed.
    private func help(_ parts: Parts, open: Bool) -> HTML {
        let words = parts.words
        let examples = SearchHelp.examples.map { example -> HTML in
            """
            <div><dt><a href="\(AskedOnPage(example.query).path(after: nil))"><code>\(example.query)</code></a></dt>\
            <dd class="quiet">\(words("searchpage.help.\(example.key)"))</dd></div>
            """
        }
        let filters = TicketFilters.definitions.map { filter -> HTML in
            "<div><dt><code>\(filter.name):</code></dt><dd class=\"quiet\">\(SearchHelp.values(of: filter, words))</dd></div>"
        }
        return parts.detail(words("searchpage.help"), """
            <div class="stack loose small" id="search-help"><dl class="stack">\(examples)</dl>\
            <h2 class="label">\(words("searchpage.help.filters"))</h2><dl class="stack">\(filters)</dl></div>
            """, open: open)
    }

    private static func marked(_ segments: [Segment]) -> HTML {
        segments.map { segment -> HTML in segment.isHit ? "<mark>\(segment.text)</mark>" : HTML(text: segment.text) }.joined()
    }
}
