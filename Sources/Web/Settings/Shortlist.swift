import Gate
import Hummingbird
import Languages
import Markup
import Search

/// What a settings page shows of a list that may be long: all of a short one, else the first of those whose names hold what was typed.
struct Shortlist<Item: Sendable>: Sendable {
    /// Rows of a page.
    private static var most: Int { 50 }

    let items: [Item]
    /// What was typed.
    let find: String
    /// How many there are that fit, and in all.
    let fitting: Int
    let count: Int

    init(_ all: [Item], find: String, name: (Item) -> String) {
        let words = Folding.fold(find).split(separator: " ")
        let fitting = words.isEmpty ? all : all.filter { item in
            let name = Folding.fold(name(item))
            return words.allSatisfy { name.contains($0) }
        }
        self.find = find
        self.fitting = fitting.count
        count = all.count
        items = Array(fitting.prefix(Self.most))
    }

    /// A field to find others by; nothing where all are in sight.
    func finder(_ action: String, _ parts: Parts) -> HTML {
        if count <= Self.most { return .empty }
        let words = parts.words
        let field = Field("find", words("settings.find"), .search, value: find, extra: " autocomplete=\"off\" maxlength=\"120\"")
        let shown = words("settings.find.shown", ["shown": words.numbers.text(items.count), "count": words.numbers.text(fitting)])
        return """
            <form method="get" action="\(action)" role="search" class="filters">\(parts.field(field))\
            \(parts.button(words("common.search"), icon: .search))</form><p class="small quiet">\(shown)</p>
            """
    }
}

extension Request {
    /// What was typed to find one of a long list.
    var find: String { (try? query().text("find", most: 120)) ?? "" }
}
