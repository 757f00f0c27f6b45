import Accounts
import Knowledge
import Languages
import Markup
import Primitives
import Search
import Storage

/// What is known: solutions and articles, narrowed, found by words, page by page.
struct KnowledgePage: DeskPage {
    /// One article as its row shows it.
    struct Row: Sendable {
        let path: String
        /// Of the language it is shown in, where that is not the reader's.
        let language: Language?
        let title: HTML
        let excerpt: HTML
        let stage: Article.Stage
        let audience: Article.Audience
        let isListed: Bool
        let helped: Int
        let at: Instant
    }

    static let most = 30

    let title: String
    let shelf: ArticleShelf
    let rows: [Row]
    /// Address of the next page.
    let next: String?
    let trouble: FormTrouble
    let mayCreate: Bool
    /// Whether there is a bin to look into.
    let seesBin: Bool

    var current: String? { "/knowledge" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    /// Throws ``SearchQueryError`` for words that cannot be read.
    init(_ shelf: ArticleShelf, _ around: Surroundings, _ tx: Transaction) throws {
        let page = try ArticleShelfStore(around, tx).page(shelf, most: Self.most)
        self.init(shelf, page.rows.map { Row($0, reader: around.words.language) }, next: page.next.map { shelf.path(after: $0) }, .none, around)
    }

    /// For words that could not be read.
    init(_ shelf: ArticleShelf, trouble: FormTrouble, _ around: Surroundings) {
        self.init(shelf, [], next: nil, trouble, around)
    }

    private init(_ shelf: ArticleShelf, _ rows: [Row], next: String?, _ trouble: FormTrouble, _ around: Surroundings) {
        title = around.words("knowledgepage.title")
        (self.shelf, self.rows, self.next, self.trouble) = (shelf, rows, next, trouble)
        mayCreate = around.access.reach(.create, .article) > .none
        seesBin = around.access.reach(.remove, .article) >= .department
    }
}

extension KnowledgePage.Row {
    init(_ found: ArticleShelfStore.Found, reader: Language) {
        let article = found.article, text = found.text
        path = "/knowledge/\(article.id)"
        language = found.language == reader ? nil : found.language
        title = found.title.isEmpty ? HTML(text: text.title) : Self.marked(found.title)
        excerpt = found.excerpt.isEmpty
            ? HTML(text: PlainText.excerpt(of: text.problem.isEmpty ? text.steps : text.problem, length: 160)) : Self.marked(found.excerpt)
        (stage, audience, isListed, helped, at) = (article.stage, article.audience, article.isListed, article.helped, article.changed)
    }

    private static func marked(_ segments: [Segment]) -> HTML {
        segments.map { segment -> HTML in segment.isHit ? "<mark>\(segment.text)</mark>" : HTML(text: segment.text) }.joined()
    }
}
