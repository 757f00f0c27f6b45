import Accounts
import Knowledge
import Languages
import Markup
import Primitives

// How an article goes on: found, checked, published; for whom; among the frequent questions.
extension ArticlePage {
    func maturing(_ parts: Parts) -> HTML {
        guard rights.changes || rights.publishes else { return .empty }
        let words = parts.words
        return parts.section(
            words("knowledgepage.maturing"), hint: words("knowledgepage.stageHint.\(article.stage.rawValue)"),
            stages(parts) + audience(parts) + frequent(parts))
    }

    private func action(_ name: String) -> String { "/knowledge/\(article.id)/\(name)" }

    /// The stages next to this one that the reader may choose.
    private var nextStages: [Article.Stage] {
        Article.Stage.allCases.filter { stage in
            stage != article.stage && (rights.publishes || stage != .published && article.stage != .published) && rights.changes
        }
    }

    private func stages(_ parts: Parts) -> HTML {
        let words = parts.words
        if nextStages.isEmpty { return .empty }
        let buttons = nextStages.map { stage -> HTML in
            let key = stage < article.stage ? "knowledgepage.back.\(stage.rawValue)" : "knowledgepage.to.\(stage.rawValue)"
            return parts.button(words(key), icon: stage < article.stage ? .undo : stage == .published ? .globe : .check, name: "stage", value: stage.rawValue)
        }
        return parts.form(action("stage"), "\(parts.seen(article.version))<p class=\"line wrap\">\(buttons)</p>")
    }

    private var audiences: [Article.Audience] {
        article.stage == .published && rights.publishes ? Article.Audience.allCases : [.team, .agents]
    }

    private func audience(_ parts: Parts) -> HTML {
        guard rights.changes else { return .empty }
        let words = parts.words
        let hint = article.stage == .published ? nil : words("knowledgepage.customersLater")
        let field = ReadersForm(article.audience, article.team).field(audiences, teams, hint: hint, words, trouble)
        return parts.form(action("audience"), look: "form", """
            \(parts.seen(article.version))\(parts.field(field))<p class="line">\(parts.button(words("knowledgepage.open")))</p>
            """)
    }

    private func frequent(_ parts: Parts) -> HTML {
        guard rights.publishes, article.isListed || article.stage == .published && article.audience == .all else { return .empty }
        let words = parts.words
        let button = parts.button(
            words(article.isListed ? "knowledgepage.unlist" : "knowledgepage.list"), icon: .help, name: "listed", value: article.isListed ? "no" : "yes")
        return parts.form(action("faq"), parts.seen(article.version) + button)
    }
}
