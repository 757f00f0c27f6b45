import Accounts
import Contacts
import Gate
import HTTPTypes
import Hummingbird
import Knowledge
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// The customers' pages: asking, what was published, the language.
package struct PortalRoutes: Sendable {
    let desktop: Desktop
    let site: Site

    package init(_ desktop: Desktop, _ site: Site) {
        self.desktop = desktop
        self.site = site
    }

    private static let everyone = "whoever has a question may ask"

    package func add(to gate: Gate) {
        gate.get("/help", .public(Self.everyone)) { _, context in try await show(AskForm(), context) }
        gate.post("/help", .public(Self.everyone, limit: RequestLimit(perMinute: 20))) { _, context in try await ask(context) }
        gate.get("/help/answers", .public(Self.everyone, limit: RequestLimit(perMinute: 240))) { request, context in
            try await answers(request, context)
        }
        gate.get("/help/questions", .public(Self.everyone)) { request, context in try await questions(request, context) }
        gate.get("/help/questions/:code", .public(Self.everyone)) { _, context in try await question(context) }
        gate.post("/help/questions/:code/helped", .public(Self.everyone)) { _, context in try await helped(context) }
        gate.post("/help/language", .public("everybody reads in a language")) { request, context in try await speak(request, context) }
        HelpSignInRoutes(desktop: desktop, site: site).add(to: gate)
        RequestRoutes(desktop: desktop).add(to: gate)
    }

    private func show(_ form: AskForm, looked: Bool = false, _ context: Context) async throws -> Response {
        let (asker, page) = try await desktop.db.read { tx in
            let asker = try desktop.asker(context, tx)
            let finder = AnswerFinder(tx, for: asker, desktop.desk.keyring)
            let requests = try asker.contact.map {
                try RequestStore(tx, department: asker.department).page(of: $0.id, before: nil, most: 4).rows
            }
            let page = AskPage(
                form: form, isKnown: asker.contact != nil, answers: looked ? try finder.suggest(form.text, most: 3) : [],
                hasLooked: looked, requests: (requests ?? []).map { RequestRow($0) }, frequent: try finder.frequent(most: 5).rows)
            return (asker, page)
        }
        let status: HTTPResponse.Status = form.isFine || looked ? .ok : .unprocessableContent
        return desktop.portal(asker, asker.words("layout.portal.ask"), at: .ask, page.view(asker.parts), context, status: status)
    }

    private func ask(_ context: Context) async throws -> Response {
        let asker = try await desktop.db.read { tx in try desktop.asker(context, tx) }
        let form = AskForm(context.form, isKnown: asker.contact != nil)
        if context.form.has("look") { return try await show(form.unjudged, looked: true, context) }
        guard form.isFine else { return try await show(form, context) }
        let taken = try await desktop.ask(form, context.form.files("file"), asker)
        return context.redirect(
            to: LocalPath("/r/\(taken.secret)"), telling: Notice("portal.taken", .told, ["number": taken.number.text]))
    }

    /// What scripts put under a question while it is typed.
    private func answers(_ request: Request, _ context: Context) async throws -> Response {
        let text = try request.query().text("q", most: 4000)
        let (asker, found) = try await desktop.db.read { tx in
            let asker = try desktop.asker(context, tx)
            return (asker, try AnswerFinder(tx, for: asker, desktop.desk.keyring).suggest(text, most: 3))
        }
        return .page(AnswerList(answers: found, question: text).view(asker.parts))
    }

    private func questions(_ request: Request, _ context: Context) async throws -> Response {
        let query = try request.query()
        let (text, key) = (try query.text("q", most: 500), query.has("after") ? try query.text("after") : nil)
        let (asker, page) = try await desktop.db.read { tx in
            let asker = try desktop.asker(context, tx)
            let finder = AnswerFinder(tx, for: asker, desktop.desk.keyring)
            let found = text.isEmpty ? try finder.frequent(after: key, most: 50) : Page(rows: try finder.suggest(text, most: 30), next: nil)
            return (asker, QuestionsPage(text: text, answers: found.rows, next: found.next))
        }
        return desktop.portal(asker, asker.words("layout.portal.questions"), at: .questions, page.view(asker.parts), context)
    }

    private func question(_ context: Context) async throws -> Response {
        let code = try context.parameter("code")
        let (asker, answer) = try await desktop.db.read { tx in
            let asker = try desktop.asker(context, tx)
            return (asker, try AnswerFinder(tx, for: asker, desktop.desk.keyring).find(code))
        }
        return desktop.portal(asker, answer.title, at: .questions, QuestionPage(answer: answer).view(asker.parts), context)
    }

    /// A question that was answered without a ticket: written down, so that we learn what is asked.
    private func helped(_ context: Context) async throws -> Response {
        let code = try context.parameter("code"), asked = (try? context.form.lines("text", most: 4000)) ?? "", now = desktop.now()
        let path = try await desktop.db.write { tx in
            let asker = try desktop.asker(context, tx)
            let answer = try AnswerFinder(tx, for: asker, desktop.desk.keyring).find(code)
            let question = Question(
                id: desktop.ids.next(), department: asker.department, contact: asker.contact?.id, agent: nil, channel: "form",
                asked: asked.trimmed.isEmpty ? answer.title : asked.trimmed, answer: "", article: answer.id.rawValue, ticket: nil,
                outcome: .answered, category: nil, language: asker.words.language, at: now)
            try QuestionStore(tx, department: asker.department).insert(question)
            return answer.path
        }
        return context.redirect(to: LocalPath(next: path) ?? LocalPath("/help"), telling: Notice("portal.thanks", .told))
    }

    private func speak(_ request: Request, _ context: Context) async throws -> Response {
        if let language = try context.form.choice("language", of: Language.self) { context.remember(language) }
        return context.redirect(to: request.pageBefore ?? LocalPath("/help"))
    }
}

/// Everything published for the reader, or what fits their words.
struct QuestionsPage: Sendable {
    let text: String
    let answers: [PublicAnswer]
    let next: String?

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        let none: HTML = "<p class=\"quiet\">\(words(text.isEmpty ? "portal.noQuestions" : "portal.noHits"))</p>"
        let all: HTML = "<div>\(answers.map { item($0, words) })</div>"
        let more = next.map { "/help/questions?after=\($0)" }
        return """
            <div class="portal"><section class="faq stack loose" aria-labelledby="h-faq"><h1 id="h-faq">\(words("layout.portal.questions"))</h1>\
            <form method="get" action="/help/questions" role="search" class="line wrap">\
            <label class="sr" for="f-q">\(words("portal.find"))</label>\
            <input class="input" id="f-q" name="q" type="search" value="\(text)" maxlength="500">\(parts.button(words("common.search"), icon: .search))</form>\
            \(answers.isEmpty ? none : all)\(parts.more(more))\
            <p><a class="btn" href="/help">\(words("portal.askInstead"))</a></p></section></div>
            """
    }

    private func item(_ answer: PublicAnswer, _ words: Words) -> HTML {
        """
        <details><summary>\(answer.title)\(Icon.chevronDown.html)</summary>\(answer.text(words.language))\
        <p class="text"><a href="\(answer.path)">\(words("portal.ownPage"))</a></p></details>
        """
    }
}

/// One question with its answer, at an address of its own.
struct QuestionPage: Sendable {
    let answer: PublicAnswer

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        return """
            <div class="portal"><article class="faq stack loose"><h1>\(answer.title)</h1>\(answer.text(words.language))\
            <div class="line wrap">\(parts.form("\(answer.path)/helped", parts.button(words("portal.helps"), icon: .check)))\
            <a class="btn plain" href="/help">\(words("portal.helpsNot"))</a></div></article></div>
            """
    }
}
