import Gate
import Knowledge
import Primitives

/// Which articles a list shows, as it stands in its address.
struct ArticleShelf: Sendable, Equatable {
    /// Words to find them by; nothing shows all, the last changed first.
    var text = ""
    var stage: Article.Stage?
    var audience: Article.Audience?
    /// That they speak.
    var language: Language?
    /// Only frequent questions.
    var isFrequent = false
    /// Only those the reader wrote.
    var isMine = false
    /// Those in the bin instead.
    var isBinned = false
    /// Behind which one the page begins.
    var key: String?

    init() {}

    init(_ query: Form) throws {
        text = try query.text("q", most: 4000)
        stage = try query.choice("stage", of: Article.Stage.self)
        audience = try query.choice("audience", of: Article.Audience.self)
        language = try query.choice("language", of: Language.self)
        isFrequent = query.isOn("faq")
        isMine = query.isOn("mine")
        isBinned = query.isOn("bin")
        key = query.has("after") ? try query.text("after") : nil
    }

    /// Whether something but the stage leaves articles out.
    var isNarrowed: Bool { !text.isEmpty || audience != nil || language != nil || isFrequent || isMine }

    func path(after key: String? = nil) -> String {
        PageAddress.text("/knowledge", [
            ("q", text), ("stage", stage?.rawValue), ("audience", audience?.rawValue), ("language", language?.rawValue),
            ("faq", isFrequent ? "on" : nil), ("mine", isMine ? "on" : nil), ("bin", isBinned ? "on" : nil), ("after", key),
        ])
    }

    /// The same of another stage, from its beginning.
    func of(_ stage: Article.Stage?) -> ArticleShelf {
        var shelf = self
        (shelf.stage, shelf.isBinned, shelf.key) = (stage, false, nil)
        return shelf
    }
}
