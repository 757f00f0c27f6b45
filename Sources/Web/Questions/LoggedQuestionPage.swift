import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// One question of the log, whole, with its answer, and what can be done with it.
struct LoggedQuestionPage: DeskPage {
    let title: String
    let question: Question
    let names: QuestionNames
    let mayCorrect: Bool
    let mayRetract: Bool
    let mayTakeOn: Bool

    var current: String? { "/questions" }

    init(_ id: ID<Question>, _ around: Surroundings, _ tx: Transaction) throws {
        question = try QuestionStore(tx, department: around.access.department).require(id)
        names = try QuestionNames(question, around, tx)
        title = question.asked.cut(120)
        mayCorrect = around.access.mayCorrect(question)
        mayRetract = around.access.mayRetract(question)
        mayTakeOn = question.ticket == nil && around.access.reach(.create, .ticket) > .none
    }

    func view(_ parts: Parts) -> Frame.Kind {
        let words = parts.words
        let answer: HTML = question.answer.isEmpty
            ? .empty : parts.section(words("questionpage.column.answer"), "<div class=\"body\">\(PlainText.html(ofText: question.answer))</div>")
        let whole: HTML = question.asked.trimmed == title
            ? .empty : parts.section(words("questionpage.column.question"), "<div class=\"body\">\(PlainText.html(ofText: question.asked))</div>")
        let rows = facts(parts).map { line -> HTML in
            "<li class=\"line wrap\"><span class=\"quiet\">\(line.0)</span><span class=\"end\">\(line.1)</span></li>"
        }
        return .plain("""
            <header><p>\(parts.link(words("questionpage.title"), to: "/questions", .plain, icon: .arrowLeft))</p>\
            <div class="line wrap"><h1>\(title)</h1><span class="end line wrap">\(verbs(parts))</span></div></header>\
            <div class="record"><div>\(whole)\(answer)\(book(parts))</div>\
            <div class="beside">\(parts.section(words("ticketpage.details"), "<ul class=\"stack small\">\(rows)</ul>"))</div></div>
            """)
    }

    private func verbs(_ parts: Parts) -> HTML {
        let words = parts.words, path = "/questions/\(question.id)"
        let retract = mayRetract
            ? parts.link(words("questionpage.retract"), to: "\(path)/retract", .plain, icon: .trash, dialog: true) : .empty
        let correct = mayCorrect ? parts.link(words("questionpage.edit"), to: "\(path)/edit", icon: .pen, key: "e") : .empty
        let take = mayTakeOn
            ? parts.link(words("questionpage.takeOn"), to: "/tickets/new?question=\(question.id)", .primary, icon: .inbox) : .empty
        return retract + correct + take
    }

    private func book(_ parts: Parts) -> HTML {
        guard let title = names.article, let id = question.article else { return .empty }
        return parts.section(
            parts.words("questionpage.column.article"), "<p class=\"line\">\(Icon.book.html)<a href=\"/knowledge/\("\(id)")\">\(title)</a></p>")
    }

    private func facts(_ parts: Parts) -> [(String, HTML)] {
        let words = parts.words
        var lines: [(String, HTML)] = [
            (words("questionpage.column.outcome"), parts.questionResult(QuestionShelf.Result(rawValue: question.outcome.rawValue) ?? .answered)),
            (words("questionpage.column.when"), parts.stamp(question.at)),
            (words("questionpage.column.channel"), HTML(text: words("questionpage.channel.\(question.channel)"))),
        ]
        if let contact = names.contact, let id = question.contact {
            lines.append((words("questionpage.column.contact"), "<a href=\"/contacts/\(id.text)\">\(contact)</a>"))
        } else if question.contact == nil {
            lines.append((words("questionpage.column.contact"), "<span class=\"quiet\">\(words("questionpage.nobody"))</span>"))
        }
        if let number = names.number {
            lines.append((words("questionpage.column.ticket"), "<a class=\"num\" href=\"/tickets/\(number.text)\">\(number.text)</a>"))
        }
        if let category = names.category { lines.append((words("questionpage.column.category"), HTML(text: category))) }
        if let agent = names.agent { lines.append((words("questionpage.answeredBy"), HTML(text: agent))) }
        return lines
    }
}
