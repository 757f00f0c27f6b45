import Events

/// What is told of articles, each with `article`. Released names never change.
extension EventKind {
    package static let articleCreated = EventKind("article.created")
    /// `language`, `text`: the version of the words
    package static let articleEdited = EventKind("article.edited")
    /// The first words in a language. `language`
    package static let articleTranslated = EventKind("article.translated")
    /// An old version is the current one again. `language`, `text`, `from`
    package static let articleReverted = EventKind("article.reverted")
    /// `from`, `to`
    package static let articleStage = EventKind("article.stage")
    package static let articleAudience = EventKind("article.audience")
    package static let articleListed = EventKind("article.listed")
    /// Category or tags changed.
    package static let articleSorted = EventKind("article.sorted")
    package static let articleBinned = EventKind("article.binned")
    package static let articleRestored = EventKind("article.restored")
}
