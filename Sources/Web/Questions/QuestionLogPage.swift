import Accounts
import Contacts
import Customisation
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

/// Every question that was asked: those answered at once, and tickets.
struct QuestionLogPage: DeskPage {
    static let most = 50

    let title: String
    let shelf: QuestionShelf
    let rows: [QuestionRow]
    /// Address of the next page.
    let next: String?
    /// Those the reader may choose from.
    let departments: [Department]
    let department: ID<Department>
    let categories: [Tickets.Category]
    /// What the article that was chosen is called.
    let article: String
    let trouble: FormTrouble
    let mayNote: Bool

    var current: String? { "/questions" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    init(_ shelf: QuestionShelf, _ departments: [Department], _ around: Surroundings, _ tx: Transaction) throws {
        let rows = QuestionRows(
            shelf: shelf, access: around.access, language: around.words.language, zone: around.dates.zone.identifier)
        let page = try rows.page(after: shelf.key, most: Self.most, tx)
        try self.init(shelf, departments, page.rows, next: page.next.map { shelf.path(after: $0) }, .none, around, tx)
    }

    /// For filters that could not be read.
    init(_ shelf: QuestionShelf, _ departments: [Department], trouble: FormTrouble, _ around: Surroundings, _ tx: Transaction) throws {
        try self.init(shelf, departments, [], next: nil, trouble, around, tx)
    }

    private init(
        _ shelf: QuestionShelf, _ departments: [Department], _ rows: [QuestionRow], next: String?, _ trouble: FormTrouble,
        _ around: Surroundings, _ tx: Transaction
    ) throws {
        try around.access.demand(.see, .question, reach: .team)
        title = around.words("questionpage.title")
        (self.shelf, self.rows, self.next, self.trouble) = (shelf, rows, next, trouble)
        (self.departments, department) = (departments, around.department.id)
        categories = try CategoryStore(tx, department: around.access.department).choices()
        let store = ArticleStore(tx, department: around.access.department)
        let chosen = try shelf.article.map { try store.find([$0], for: ArticleReader(around.access)) } ?? []
        article = try chosen.first.map { try store.text(of: $0, in: around.words.language).title } ?? shelf.typedArticle
        mayNote = around.access.reach(.create, .question) > .none
    }
}
