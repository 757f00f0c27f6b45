/// A piece of a query as typed.
enum QueryToken: Equatable {
    case open, close, and, or, not
    case quoted(String)
    /// What stands between two spaces; `isPrefix` where a `*` follows it.
    case words(String, isPrefix: Bool)
    /// A filter and what follows its colon.
    case filter(FilterDefinition, [FilterValue])
}

/// One value of a filter's list, as typed.
struct FilterValue: Equatable {
    let text: String
    /// In quotes nothing but the text counts: no `<`, no `..`, no `*`.
    let isQuoted: Bool
}
