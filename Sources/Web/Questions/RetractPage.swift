import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// Taking a question out of the log: what that does, before it is done.
struct RetractPage: DeskPage {
    let title: String
    let question: Question
    let names: QuestionNames

    var current: String? { "/questions" }

    init(_ id: ID<Question>, _ around: Surroundings, _ tx: Transaction) throws {
        question = try QuestionStore(tx, department: around.access.department).require(id)
        guard question.ticket == nil else { throw ContactError.questionIsTicket }
        guard around.access.mayRetract(question) else { throw PolicyError.forbidden(.remove, .question) }
        names = try QuestionNames(question, around, tx)
        title = around.words("questionpage.retractTitle")
    }

    func view(_ parts: Parts) -> Frame.Kind {
        let words = parts.words, path = "/questions/\(question.id)"
        var lines = [Parts.Consequence(.trash, words("questionpage.retractLog"))]
        if let contact = names.contact { lines.append(.init(.user, words("questionpage.retractTimeline", ["name": contact]))) }
        if let article = names.article, question.outcome == .answered {
            lines.append(.init(.book, words("questionpage.retractArticle", ["title": article])))
        }
        var sheet = Sheet(
            title, action: "\(path)/retract", back: path, submit: words("questionpage.retract"), icon: .trash,
            content: """
                <p class="medium">\(question.asked.cut(300))</p>\
                \(question.answer.isEmpty ? .empty : "<p class=\"small quiet\">\(PlainText.excerpt(of: question.answer, length: 300))</p>")
                """)
        sheet.look = .danger
        sheet.aside = parts.consequences(lines)
        return .plain(parts.sheet(sheet))
    }
}
