import Accounts
import Contacts
import Knowledge
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// One question of the log, whole, with its answer.
struct LoggedQuestionPage: DeskPage {
    let title: String
    let question: Question
    let contact: String?
    let agent: String?
    let article: String?
    let number: TicketNumber?
    let category: String?

    var current: String? { "/questions" }

    init(_ question: Question, _ around: Surroundings, _ tx: Transaction) throws {
        let access = around.access, names = NameStore(tx, department: access.department)
        let seesContacts = access.reach(.see, .contact) >= .team
        contact = seesContacts ? try question.contact.flatMap { try names.contacts([$0])[$0] } : nil
        agent = try question.agent.flatMap { try names.agents([$0])[$0] }
        let store = ArticleStore(tx, department: access.department)
        let found = try question.article.map { try store.find([ID($0)], for: ArticleReader(access)) } ?? []
        article = try found.first.map { try store.text(of: $0, in: around.words.language).title }
        number = try question.ticket.flatMap { id in try VisibleTicketStore(tx, for: access).find([ID(id)])[ID(id)]?.number }
        category = try question.category.flatMap { try CategoryStore(tx, department: access.department).name(of: ID($0)) }
        title = question.asked.cut(120)
        self.question = question
    }

    func view(_ parts: Parts) -> Frame.Kind {
        let words = parts.words
        let answer: HTML = question.answer.isEmpty
            ? .empty : parts.section(words("questionpage.column.answer"), "<div class=\"body\">\(PlainText.html(ofText: question.answer))</div>")
        let rows = facts(parts).map { line -> HTML in
            "<li class=\"line wrap\"><span class=\"quiet\">\(line.0)</span><span class=\"end\">\(line.1)</span></li>"
        }
        return .plain("""
            <header><p>\(parts.link(words("questionpage.title"), to: "/questions", .plain, icon: .arrowLeft))</p><h1>\(title)</h1></header>\
            <div class="question"><div class="stack loose"><div class="body">\(PlainText.html(ofText: question.asked))</div>\(answer)</div>\
            <ul class="stack small">\(rows)</ul></div>
            """)
    }

    private func facts(_ parts: Parts) -> [(String, HTML)] {
        let words = parts.words
        var lines: [(String, HTML)] = [
            (words("questionpage.column.outcome"), parts.questionResult(QuestionShelf.Result(rawValue: question.outcome.rawValue) ?? .answered)),
            (words("questionpage.column.when"), parts.stamp(question.at)),
            (words("questionpage.column.channel"), HTML(text: words("questionpage.channel.\(question.channel)"))),
        ]
        if let contact, let id = question.contact { lines.append((words("questionpage.column.contact"), "<a href=\"/contacts/\(id.text)\">\(contact)</a>")) }
        if let agent { lines.append((words("questionpage.answeredBy"), HTML(text: agent))) }
        if let article, let id = question.article {
            lines.append((words("questionpage.column.article"), "<a href=\"/knowledge/\("\(id)")\">\(article)</a>"))
        }
        if let number { lines.append((words("questionpage.column.ticket"), "<a href=\"/tickets/\(number.text)\">\(number.text)</a>")) }
        if let category { lines.append((words("questionpage.column.category"), HTML(text: category))) }
        return lines
    }
}
