import Accounts
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

/// What an article said before, newest first; any of it can be made to stand again.
struct VersionsPage: DeskPage {
    struct Row: Sendable {
        let version: ArticleVersion
        let author: String
        /// The parts that are other than in the version before: `title`, `problem`, `cause`, `steps`; empty for the first.
        let changed: [String]
    }

    static let most = 20

    let title: String
    let id: ID<Article>
    let language: Language
    let languages: [Language]
    let rows: [Row]
    let next: String?
    let seen: Version
    let mayRestore: Bool
    let trouble: FormTrouble

    var current: String? { "/knowledge" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    init(
        _ id: ID<Article>, in asked: Language?, before key: Version? = nil, trouble: FormTrouble = .none, _ around: Surroundings,
        _ tx: Transaction
    ) throws {
        let store = ArticleStore(tx, department: around.access.department)
        guard let article = try store.find(id), around.access.sees(article) else { throw ArticleError.notFound }
        let translations = try store.translations(of: article)
        languages = translations.map(\.language)
        language = asked ?? article.language
        let versions = try store.versions(of: id, in: language).filter { key == nil || $0.version.number < key?.number ?? 0 }
        let names = try NameStore(tx, department: around.access.department).agents(versions.prefix(Self.most).compactMap(\.author))
        rows = versions.prefix(Self.most).enumerated().map { index, version in
            let older = index + 1 < versions.count ? versions[index + 1].text : nil
            let author = version.author.flatMap { names[$0] } ?? around.words("knowledgepage.byDesk")
            return Row(version: version, author: author, changed: older.map { version.text.differences(from: $0) } ?? [])
        }
        next = versions.count > Self.most
            ? "/knowledge/\(id)/versions?language=\(language.rawValue)&before=\(versions[Self.most - 1].version.number)" : nil
        title = around.words("knowledgepage.versionsOf", ["title": try store.text(of: article, in: language).title])
        self.id = id
        seen = article.version
        mayRestore = article.binned == nil && ArticleRights(article, around.access).changes
        self.trouble = trouble
    }
}

extension ArticleText {
    fileprivate func differences(from other: ArticleText) -> [String] {
        [
            title != other.title ? "titleField" : nil, problem != other.problem ? "problem" : nil, cause != other.cause ? "cause" : nil,
            steps != other.steps ? "steps" : nil,
        ].compactMap(\.self)
    }
}
