import Gate
import Knowledge
import Markup
import Primitives
import Tickets

/// What the page of solving sends.
struct SolveForm: Sendable {
    enum How: String, Sendable {
        case known, amend, fresh
    }

    /// The words of a solution as they stand in the form.
    struct Draft: Sendable, Equatable {
        var problem = ""
        var cause = ""
        var steps = ""

        /// Its title is the problem, shortly.
        var text: ArticleText {
            ArticleText(title: PlainText.excerpt(of: problem, length: 100), problem: problem, cause: cause, steps: steps)
        }
    }

    var how: How
    /// The known solution that was chosen.
    var solution: ID<Article>?
    /// Words to find another by.
    var find = ""
    /// The solution that was amended, and its new words.
    var amended: ID<Article>?
    var amendment = Draft()
    /// The version of it whose words stood in the form, and their language.
    var amendedSeen: Version?
    var amendedLanguage: Language?
    var fresh = Draft()
    /// Why there is nothing to learn.
    var nothing: Fix.Outcome?
    var isWorkaround = false
    var seen: Version?

    init(how: How = .known, fresh: Draft = Draft()) {
        self.how = how
        self.fresh = fresh
    }

    init(_ form: Form) throws {
        how = try form.choice("how", of: How.self) ?? .known
        find = try form.text("find")
        let picked = try form.id("now", as: Article.self) ?? form.id("find-id", as: Article.self)
        // Words that were not looked for yet ask for a search; the choice below them is an old one.
        let isFound = try find.isEmpty || find == form.text("found")
        solution = try picked ?? (isFound ? form.id("solution", as: Article.self) : nil)
        if form.has("now") { how = .known }
        if form.has("last") { how = .fresh }
        amended = try form.id("amended", as: Article.self)
        if let amended {
            amendment = try Draft(form, suffix: "-\(amended)")
            amendedSeen = try form.version("version-\(amended)")
            amendedLanguage = try form.choice("language-\(amended)", of: Language.self)
        }
        fresh = try Draft(form, suffix: "")
        nothing = try form.choice("nothing", of: Fix.Outcome.self)
        isWorkaround = form.isOn("workaround")
        seen = try form.version()
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        how = (try? form.choice("how", of: How.self)) ?? .fresh
        fresh = Draft(keeping: form)
        isWorkaround = form.isOn("workaround")
    }

    var outcome: Fix.Outcome { isWorkaround ? .workedAround : .solved }
    /// Words were typed and nothing was chosen by them.
    var isSearch: Bool { how == .known && !find.isEmpty && nothing == nil }
}

extension SolveForm.Draft {
    fileprivate init(_ form: Form, suffix: String) throws {
        problem = try form.lines("problem\(suffix)", most: 10_000).trimmed
        cause = try form.text("cause\(suffix)", most: 10_000)
        steps = try form.lines("steps\(suffix)", most: 50_000).trimmed
    }

    fileprivate init(keeping form: Form) {
        problem = (try? form.lines("problem")) ?? ""
        cause = (try? form.text("cause", most: 100_000)) ?? ""
        steps = (try? form.lines("steps")) ?? ""
    }
}
