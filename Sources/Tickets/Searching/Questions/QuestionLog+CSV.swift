import Accounts
import Contacts
import Knowledge
import Primitives
import Storage

extension QuestionLog {
    /// Rows read at once.
    private static let slice = 500

    /// Writes the list as CSV, newest first, as it is at one moment, slice by slice.
    /// - Parameters:
    ///   - headings: of time, way, question, answer, outcome, category, article, contact and ticket
    ///   - write: takes each piece of the text
    package func writeCSV(
        _ filter: QuestionFilter, headings: [String], language: Language, as access: Access,
        to write: (String) async throws -> Void
    ) async throws {
        try await write(CSV.line(headings))
        try await db.survey { (tx: Transaction, give: (String) throws -> Void) in
            var key: String?
            repeat {
                let page = try QuestionListStore(tx, for: access).page(filter, after: key, most: Self.slice)
                let names = try Names(page.rows, language, tx, access)
                if !page.rows.isEmpty { try give(page.rows.map { CSV.line(names.cells($0)) }.joined()) }
                key = page.next
            } while key != nil
        } take: { try await write($0) }
    }
}

/// What the ids of some rows are called.
private struct Names {
    private var contacts: [ID<Contact>: Contact] = [:]
    private var categories: [ID<Category>: String] = [:]
    private var articles: [ID<Article>: String] = [:]

    init(_ rows: [QuestionEntry], _ language: Language, _ tx: Transaction, _ access: Access) throws {
        contacts = try ContactStore(tx, department: access.department).find(rows.compactMap(\.contact))
        categories = try CategoryStore(tx, department: access.department).names(of: Set(rows.compactMap(\.category)))
        let store = ArticleStore(tx, department: access.department)
        let found = try store.find(Array(Set(rows.compactMap(\.article))), for: ArticleReader(access))
        articles = try store.texts(of: found, in: language).mapValues(\.text.title)
    }

    func cells(_ row: QuestionEntry) -> [String] {
        [
            row.at.text, row.channel?.rawValue ?? "", row.asked, row.answer, row.outcome, row.category.flatMap { categories[$0] } ?? "",
            row.article.flatMap { articles[$0] } ?? "", row.contact.flatMap { contacts[$0]?.name } ?? "", row.number?.text ?? "",
        ]
    }
}
