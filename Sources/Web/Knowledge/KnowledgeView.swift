import Knowledge
import Languages
import Markup
import Primitives

extension KnowledgePage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let new: HTML = mayCreate
            ? "<span class=\"end\">\(parts.link(words("knowledgepage.new"), to: "/knowledge/new", .primary, icon: .plus))</span>" : .empty
        return """
            <header><div class="line wrap"><h1>\(title)</h1>\(new)</div>\(shelf.isBinned ? .empty : filters(parts))\(stages(parts))</header>\
            \(parts.trouble(trouble, []))\(rows.isEmpty ? empty(parts) : list(parts))
            """
    }

    private func filters(_ parts: Parts) -> HTML {
        let words = parts.words
        let audiences = [Field.Choice("", words("common.all"))]
            + Article.Audience.allCases.map { Field.Choice($0.rawValue, words("knowledgepage.audience.\($0.rawValue)")) }
        let languages = [Field.Choice("", words("common.all"))] + Language.allCases.map { Field.Choice($0.rawValue, $0.name) }
        let fields = [
            Field("q", words("knowledgepage.find"), .search, value: shelf.text, extra: " maxlength=\"4000\""),
            Field("audience", words("knowledgepage.audience"), .choices(audiences), value: shelf.audience?.rawValue ?? "", required: true),
            Field("language", words("common.language"), .choices(languages), value: shelf.language?.rawValue ?? "", required: true),
            Field("faq", words("knowledgepage.onlyFAQ"), .tick, value: shelf.isFrequent ? "on" : ""),
            Field("mine", words("knowledgepage.onlyMine"), .tick, value: shelf.isMine ? "on" : ""),
        ]
        let stage = shelf.stage.map { parts.hidden("stage", $0.rawValue) } ?? .empty
        return """
            <form method="get" action="/knowledge" role="search" class="filters">\(stage)\(fields.map { parts.field($0) })\
            \(parts.button(words("common.search"), icon: .search))</form>
            """
    }

    private func stages(_ parts: Parts) -> HTML {
        let words = parts.words
        var items = [(text: words("common.all"), address: shelf.of(nil).path(), current: shelf.stage == nil && !shelf.isBinned)]
        items += Article.Stage.allCases.map { stage in
            (text: words("knowledgepage.stage.\(stage.rawValue)"), address: shelf.of(stage).path(), current: shelf.stage == stage && !shelf.isBinned)
        }
        if seesBin { items.append((text: words("layout.place.bin"), address: "/knowledge?bin=on", current: shelf.isBinned)) }
        return parts.tabs(words("knowledgepage.stages"), items)
    }

    private func list(_ parts: Parts) -> HTML {
        "<div class=\"rows\" id=\"rows\" data-keys-list>\(rows.map { row($0, parts) })\(parts.more(next))</div>"
    }

    private func row(_ row: Row, _ parts: Parts) -> HTML {
        let words = parts.words
        let language: HTML = row.language.map { "<span>\($0.name)</span>" } ?? .empty
        let helped: HTML = row.helped == 0 ? .empty : "<span class=\"end\">\(words.count("knowledgepage.helped", row.helped))</span>"
        let lang: HTML = row.language.map { " lang=\"\($0.rawValue)\"" } ?? .empty
        return """
            <div class="row"><span class="dot"></span><a href="\(row.path)" data-row>\
            <span class="line"><span class="subject cut"\(lang)>\(row.title)</span>\(parts.time(row.at, end: true))</span>\
            <span class="who"\(lang)>\(row.excerpt)</span>\
            <span class="meta">\(parts.articleStage(row.stage))<span class="cut">\(words("knowledgepage.audience.\(row.audience.rawValue)"))</span>\
            \(row.isListed ? parts.badge(words("knowledgepage.faq"), .accent) : .empty)\(language)\
            \(helped)</span></a></div>
            """
    }

    private func empty(_ parts: Parts) -> HTML {
        let words = parts.words
        if !trouble.isEmpty { return .empty }
        if next != nil { return parts.more(next) }
        if shelf.isBinned { return parts.empty(.trash, words("knowledgepage.emptyBin"), words("knowledgepage.emptyBinText")) }
        if shelf.isNarrowed || shelf.stage != nil {
            return parts.empty(
                .book, words("knowledgepage.none"), words("knowledgepage.noneText"), step: parts.link(words("knowledgepage.showAll"), to: "/knowledge"))
        }
        return parts.empty(.book, words("knowledgepage.empty"), words("knowledgepage.emptyText"))
    }
}

extension Parts {
    /// How far an article has matured, in a word and with a shape.
    func articleStage(_ stage: Article.Stage) -> HTML {
        let (tone, icon): (Tone, Icon) =
            switch stage {
            case .found: (.plain, .bulb)
            case .checked: (.accent, .check)
            case .published: (.positive, .globe)
            }
        return badge(words("knowledgepage.stage.\(stage.rawValue)"), tone, icon: icon)
    }
}
