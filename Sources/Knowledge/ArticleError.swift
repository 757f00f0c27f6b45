import Primitives

/// Why an article refuses a change.
package enum ArticleError: UserFacingError, Equatable {
    case notFound
    case versionNotFound
    case changedMeanwhile
    case titleMissing
    case stepsMissing
    case textTooLong(limit: Int)
    /// Only a published article is for customers, and one that customers read stays published.
    case notPublished
    /// A list of frequent questions is for all.
    case notForAll
    case teamMissing
    case notBinned

    package var notice: Notice {
        switch self {
        case .notFound: Notice("article.notFound", .missing)
        case .versionNotFound: Notice("article.versionNotFound", .missing)
        case .changedMeanwhile: Notice("article.changedMeanwhile", .conflict)
        case .titleMissing: Notice("article.titleMissing", .invalid)
        case .stepsMissing: Notice("article.stepsMissing", .invalid)
        case .textTooLong(let limit): Notice("article.textTooLong", .limited, ["limit": String(limit)])
        case .notPublished: Notice("article.notPublished", .refused)
        case .notForAll: Notice("article.notForAll", .refused)
        case .teamMissing: Notice("article.teamMissing", .invalid)
        case .notBinned: Notice("article.notBinned", .refused)
        }
    }
}
