import Accounts
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

/// One article: what it says, how often it worked and on which tickets, and who may read it.
struct ArticlePage: DeskPage {
    /// What was asked for in its address.
    struct Asked: Sendable {
        var language: Language?
        /// Behind which of its tickets the page begins.
        var key: ID<Fix>?
    }

    /// A ticket it was tried on.
    struct Use: Sendable {
        let ticket: Ticket
        let outcome: Fix.Outcome
        let isConfirmed: Bool?
        let at: Instant
    }

    private static let mostUses = 20

    let article: Article
    let shown: ArticleVersion
    let languages: [Language]
    let rights: ArticleRights
    let author: String
    let category: String?
    let team: String?
    /// The ticket it was born from, where the reader may see it.
    let origin: Ticket?
    let tried: Int
    let worked: Int
    let uses: [Use]
    let moreUses: String?
    let teams: [Team]
    let categories: [Tickets.Category]
    /// What was typed, where it came back.
    let typed: SortingForm?
    let trouble: FormTrouble

    var title: String { shown.text.title }
    var current: String? { "/knowledge" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    /// Throws ``ArticleError/notFound``.
    init(
        _ id: ID<Article>, _ asked: Asked = Asked(), typed: SortingForm? = nil, trouble: FormTrouble = .none, _ around: Surroundings,
        _ tx: Transaction
    ) throws {
        let access = around.access, store = ArticleStore(tx, department: access.department)
        guard let article = try store.find(id), access.sees(article) else { throw ArticleError.notFound }
        let translations = try store.translations(of: article)
        let wanted = [asked.language, around.words.language].compactMap(\.self)
        guard let shown = wanted.lazy.compactMap({ one in translations.first { $0.language == one } }).first ?? translations.first
        else { throw ArticleError.notFound }
        self.article = article
        self.shown = shown
        languages = translations.map(\.language)
        rights = ArticleRights(article, access)
        author = try article.author.flatMap { try NameStore(tx, department: access.department).agents([$0])[$0] }
            ?? around.words("knowledgepage.byDesk")
        let sorts = CategoryStore(tx, department: access.department)
        category = try article.category.flatMap { try sorts.name(of: ID($0)) }
        categories = rights.changes ? try sorts.choices() : []
        let teams = try TeamStore(tx).all(in: access.department)
        self.teams = teams
        team = article.team.flatMap { id in teams.first { $0.id == id }?.name }
        (tried, worked) = try ArticleUseStore(tx, for: access).record(of: id)
        let page: Page<Use>
        (page, origin) = try Self.uses(of: article, before: asked.key, access, tx)
        uses = page.rows
        moreUses = page.next.map { "/knowledge/\(id)?language=\(shown.language.rawValue)&before=\($0)" }
        self.typed = typed
        self.trouble = trouble
    }

    /// The tickets it was tried on and the one it was born from, as far as the reader may see them.
    private static func uses(
        of article: Article, before key: ID<Fix>?, _ access: Access, _ tx: Transaction
    ) throws -> (page: Page<Use>, origin: Ticket?) {
        let page = try ArticleUseStore(tx, for: access).page(of: article.id, before: key, most: mostUses)
        let origin: ID<Ticket>? = article.origin.map { ID($0) }
        let tickets = try VisibleTicketStore(tx, for: access).find(Array(Set(page.rows.map(\.ticket) + [origin].compactMap(\.self))))
        let uses = page.rows.compactMap { use in
            tickets[use.ticket].map { Use(ticket: $0, outcome: use.outcome, isConfirmed: use.isConfirmed, at: use.at) }
        }
        return (Page(rows: uses, next: page.next), origin.flatMap { tickets[$0] })
    }
}
