import Languages
import Search

/// What the search page tells of its language.
enum SearchHelp {
    static let examples: [(query: String, key: String)] = [
        ("refund", "word"), ("\"size 42\"", "phrase"), ("ship*", "prefix"), ("invoice OR receipt", "or"), ("printer -toner", "not"),
        ("state:open assignee:me", "mine"), ("tier:2 created:<7d", "young"), ("from:ana is:waiting", "from"), ("priority:high,urgent", "several"),
    ]

    /// What may stand behind a filter's colon.
    static func values(of filter: FilterDefinition, _ words: Words) -> String {
        switch filter.kind {
        case .choice(let known): known.joined(separator: ", ")
        case .text: words("searchpage.values.text.\(filter.name)")
        case .number: words("searchpage.values.number")
        case .instant, .deadline: words("searchpage.values.time")
        case .flag: words("searchpage.values.flag")
        }
    }
}
