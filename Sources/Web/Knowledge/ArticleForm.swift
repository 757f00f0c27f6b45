import Accounts
import Gate
import Knowledge
import Languages
import Markup
import Primitives

/// The words of an article as a form has them.
struct ArticleForm: Sendable {
    var title = ""
    var problem = ""
    var cause = ""
    var steps = ""
    var language: Language?
    /// Of a new one: a team, or all agents.
    var readers = ReadersForm(.agents, nil)
    /// The version of the article that the page showed.
    var seen: Version?

    init() {}

    init(_ text: ArticleText) {
        (title, problem, cause, steps) = (text.title, text.problem, text.cause, text.steps)
    }

    init(_ form: Form) throws {
        title = try form.text("title", most: 250)
        problem = try form.lines("problem", most: KnowledgeDesk.longestText)
        cause = try form.lines("cause", most: KnowledgeDesk.longestText)
        steps = try form.lines("steps", most: KnowledgeDesk.longestText)
        language = try form.choice("language", of: Language.self)
        readers = try ReadersForm(form)
        seen = try form.version()
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        func lines(_ name: String) -> String { (try? form.lines(name, most: 4 * KnowledgeDesk.longestText)) ?? "" }
        title = (try? form.text("title", most: 5000)) ?? ""
        (problem, cause, steps) = (lines("problem"), lines("cause"), lines("steps"))
        language = (try? form.choice("language", of: Language.self)) ?? nil
        readers = (try? ReadersForm(form)) ?? readers
        seen = (try? form.version()) ?? nil
    }

    var text: ArticleText { ArticleText(title: title, problem: problem, cause: cause, steps: steps) }

    func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        [
            Field(
                "title", words("knowledgepage.titleField"), value: title, hint: words("knowledgepage.titleHint"),
                error: trouble.about("title", words), required: true, autocomplete: "off", extra: " maxlength=\"250\"\(trouble.isEmpty ? " autofocus data-focus" : HTML.empty)"),
            Field("problem", words("steps.problem"), .area(rows: 4), value: problem, error: trouble.about("problem", words)),
            Field("cause", words("steps.cause"), .area(rows: 3), value: cause, error: trouble.about("cause", words)),
            Field(
                "steps", words("steps.steps"), .area(rows: 10), value: steps, hint: words("knowledgepage.stepsHint"),
                error: trouble.about("steps", words), required: true),
        ]
    }

    /// By key of a refusal, the field it is about.
    static let places = ["article.titleMissing": "title", "article.stepsMissing": "steps", "article.textTooLong": "steps"]
}
