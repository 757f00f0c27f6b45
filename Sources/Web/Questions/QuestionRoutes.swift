import Accounts
import Contacts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Knowledge
import Languages
import NIOCore
import Primitives
import Storage
import Tickets

/// The log of every question asked: as a list, one by one, and as a table to take away.
package struct QuestionRoutes: Sendable {
    /// Rows of the table read at once.
    private static let slice = 500

    let desktop: Desktop

    package init(desktop: Desktop) {
        self.desktop = desktop
    }

    package func add(to gate: Gate) {
        gate.get("/questions", demands: .see, .question) { request, context in try await list(request, context) }
        gate.get("/questions.csv", demands: .see, .question) { request, context in try await export(request, context) }
        gate.get("/questions/:id", demands: .see, .question) { _, context in
            let found = try await desktop.question(context)
            return try await desktop.show(context, in: found.access) { around, tx in try LoggedQuestionPage(found.question.id, around, tx) }
        }
        addCorrecting(to: gate)
    }

    /// GET /questions?from=…&until=…&channel=…&outcome=…&category=…&article-id=…&after=…
    private func list(_ request: Request, _ context: AgentContext) async throws -> Response {
        let query = try request.query(), access = try access(query, context)
        let departments = try await departments(context)
        return try await desktop.take(context, in: access) {
            let shelf = try await shelf(query, context, access)
            return try await desktop.show(context, in: access) { around, tx in try QuestionLogPage(shelf, departments, around, tx) }
        } again: { trouble, around, tx in
            try QuestionLogPage(QuestionShelf(keeping: query), departments, trouble: trouble, around, tx)
        }
    }

    /// The department that was asked for, where the agent may read its log; else the one they chose last.
    private func access(_ query: Form, _ context: AgentContext) throws -> Access {
        guard let chosen = try query.id("department", as: Department.self) else { return context.access }
        guard let access = context.accesses.first(where: { $0.department == chosen && $0.reach(.see, .question) >= .team }) else {
            throw GateError.notFound
        }
        return access
    }

    /// Those whose log the agent may read.
    private func departments(_ context: AgentContext) async throws -> [Department] {
        let ids = context.accesses.filter { $0.reach(.see, .question) >= .team }.map(\.department)
        return try await desktop.db.read { tx in try ids.map { try DepartmentStore(tx).require($0) } }
    }

    /// Without scripts an article is found by what was typed. Throws ``FormError`` for none, or none in particular.
    private func shelf(_ query: Form, _ context: AgentContext, _ access: Access) async throws -> QuestionShelf {
        var shelf = try QuestionShelf(query)
        let words = Words(context.language), now = desktop.now(), typed = shelf.typedArticle
        let chosen = shelf.article
        if typed.isEmpty && query.has("article") { shelf.article = nil }
        guard !typed.isEmpty else { return shelf }
        shelf.article = try await desktop.db.read { tx in
            if let chosen, try Self.title(of: chosen, access, words, tx) == typed { return chosen }
            let offers = try Offers(tx: tx, access: access, words: words, now: now).articles(typed)
            let same = offers.filter { $0.text == typed }
            guard let only = same.count == 1 ? same.first : offers.count == 1 ? offers.first : nil else {
                throw FormError("article", "questionpage.noArticle", ["words": typed])
            }
            return ID(only.value)
        }
        return shelf
    }

    private static func title(of id: ID<Article>, _ access: Access, _ words: Words, _ tx: Transaction) throws -> String? {
        let store = ArticleStore(tx, department: access.department)
        return try store.find([id], for: ArticleReader(access)).first.map { try store.text(of: $0, in: words.language).title }
    }

    /// GET /questions.csv: the same rows as the list, all of them as they are at one moment, written slice by slice.
    private func export(_ request: Request, _ context: AgentContext) async throws -> Response {
        let query = try request.query(), access = try access(query, context)
        let shelf = try await shelf(query, context, access), words = Words(context.language), db = desktop.db
        try access.demand(.see, .question, reach: .team)
        let department = try await db.read { tx in try DepartmentStore(tx).require(access.department) }
        let rows = QuestionRows(shelf: shelf, access: access, language: context.language, zone: context.agent.zone ?? department.zone)
        let body = ResponseBody { writer in
            // Spreadsheets take a table for UTF-8 when it begins so.
            try await writer.write(ByteBuffer(string: "\u{FEFF}" + CSV.line(QuestionRow.headings(words))))
            try await db.survey { (tx: Transaction, give: (String) throws -> Void) in
                var key: String?
                repeat {
                    let page = try rows.page(after: key, most: Self.slice, tx)
                    if !page.rows.isEmpty { try give(page.rows.map { CSV.line($0.cells(words)) }.joined()) }
                    key = page.next
                } while key != nil
            } take: { try await writer.write(ByteBuffer(string: $0)) }
            try await writer.finish(nil)
        }
        let day = desktop.now().text.prefix(10)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"questions-\(day).csv\"", .cacheControl: "no-store",
            ], body: body)
    }
}
