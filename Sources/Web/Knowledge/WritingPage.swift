import Accounts
import Knowledge
import Languages
import Primitives
import Storage

/// Where the words of an article are written: a new one, new words, another language.
struct WritingPage: DeskPage {
    enum Kind: Sendable, Equatable {
        case new, edit, translate
    }

    /// Words to look at beside the form: the original of a translation, or what somebody else wrote meanwhile.
    struct Beside: Sendable {
        let heading: String
        let version: ArticleVersion
    }

    let kind: Kind
    let title: String
    let action: String
    let back: String
    let form: ArticleForm
    /// What the form names as seen; `nil` for a new one.
    let seen: Version?
    let language: Language
    /// A new article may be for one of these only.
    let teams: [Team]
    let beside: Beside?
    let trouble: FormTrouble

    var current: String? { "/knowledge" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    /// A new article.
    init(_ form: ArticleForm, trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction) throws {
        kind = .new
        title = around.words("knowledgepage.new")
        (action, back) = ("/knowledge", "/knowledge")
        self.form = form
        seen = nil
        language = form.language ?? around.words.language
        let access = around.access, isForAll = access.reach(.create, .article) >= .department
        teams = try TeamStore(tx).all(in: access.department).filter { isForAll || access.teams.contains($0.id) }
        beside = nil
        self.trouble = trouble
    }

    /// The words of an article in a language: those that stand there, or the first ones. Throws ``ArticleError/notFound``.
    init(
        _ id: ID<Article>, in language: Language, typed: ArticleForm? = nil, trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction
    ) throws {
        let store = ArticleStore(tx, department: around.access.department), article = try store.require(id)
        guard ArticleReader(around.access).maySee(article) else { throw ArticleError.notFound }
        let translations = try store.translations(of: article)
        let now = translations.first { $0.language == language }
        kind = now == nil ? .translate : .edit
        title = now == nil
            ? around.words("knowledgepage.translateTo", ["language": language.name])
            : around.words("knowledgepage.editTitled", ["title": now?.text.title ?? ""])
        action = "/knowledge/\(id)/edit?language=\(language.rawValue)"
        back = "/knowledge/\(id)?language=\((now?.language ?? article.language).rawValue)"
        form = typed ?? now.map { ArticleForm($0.text) } ?? ArticleForm()
        // After a conflict the form goes on from what stands there now; after anything else from what its writer saw.
        seen = trouble.isConflict ? article.version : typed?.seen ?? article.version
        self.language = language
        teams = []
        self.trouble = trouble
        if trouble.isConflict, let now {
            beside = Beside(heading: around.words("knowledgepage.standsNow"), version: now)
        } else if now == nil, let original = translations.first {
            beside = Beside(heading: around.words("knowledgepage.original", ["language": original.language.name]), version: original)
        } else {
            beside = nil
        }
    }
}
