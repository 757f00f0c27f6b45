import Gate
import Knowledge
import Primitives
import Tickets

/// What an article is sorted under, as a form has it.
struct SortingForm: Sendable {
    /// `""` for none.
    var category: String
    /// Parted by commas.
    var tags: String

    init(_ article: Article) {
        category = article.category.map { "\($0)" } ?? ""
        tags = article.tags.joined(separator: ", ")
    }

    init(_ form: Form) throws {
        category = try form.id("category", as: Tickets.Category.self)?.text ?? ""
        tags = try form.text("tags", most: 4000)
    }

    init(keeping form: Form) {
        category = (try? form.text("category")) ?? ""
        tags = (try? form.text("tags", most: 20_000)) ?? ""
    }

    var list: [String] { Tag.list(tags).map(\.text) }
}
