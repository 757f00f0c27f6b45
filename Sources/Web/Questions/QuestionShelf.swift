import Contacts
import Customisation
import Gate
import Knowledge
import Primitives
import Tickets

/// Which questions a list shows, as it stands in its address.
struct QuestionShelf: Sendable, Equatable {
    /// How it ended: that of a question answered at once, or where its ticket stands.
    enum Result: String, Sendable, CaseIterable {
        case answered, unanswered, passedOn, notOurs, openTicket, doneTicket
    }

    /// One of several that the reader may look into.
    var department: ID<Department>?
    /// Days as they were typed, both counted in.
    var from = ""
    var until = ""
    /// The article that answered, and the words that were to find it.
    var article: ID<Article>?
    var typedArticle = ""
    var channel: ChannelName?
    var category: ID<Tickets.Category>?
    var result: Result?
    var key: String?

    init() {}

    init(_ query: Form) throws {
        self.init(keeping: query)
        for (name, day) in [("from", from), ("until", until)] where !day.isEmpty && CalendarDay(day) == nil {
            throw FormError(name, "form.date")
        }
        department = try query.id("department", as: Department.self)
        article = try query.id("article-id", as: Article.self)
        channel = try query.choice("channel", of: ChannelName.self)
        category = try query.id("category", as: Tickets.Category.self)
        result = try query.choice("outcome", of: Result.self)
        key = query.has("after") ? try query.text("after") : nil
    }

    /// What can be kept of an address that could not be read whole.
    init(keeping query: Form) {
        from = (try? query.text("from")) ?? ""
        until = (try? query.text("until")) ?? ""
        department = (try? query.id("department", as: Department.self)) ?? nil
        typedArticle = (try? query.text("article", most: 500)) ?? ""
        channel = (try? query.choice("channel", of: ChannelName.self)) ?? nil
        category = (try? query.id("category", as: Tickets.Category.self)) ?? nil
        result = (try? query.choice("outcome", of: Result.self)) ?? nil
    }

    var isNarrowed: Bool {
        !from.isEmpty || !until.isEmpty || article != nil || channel != nil || category != nil || result != nil
    }

    /// - Parameter zone: whose days are meant
    func filter(in zone: String?) -> QuestionFilter {
        var filter = QuestionFilter()
        filter.from = CalendarDay(from)?.begin(in: zone)
        filter.until = CalendarDay(until)?.end(in: zone)
        (filter.article, filter.channel, filter.category) = (article, channel, category)
        switch result {
        case .answered, .unanswered, .passedOn, .notOurs: filter.includesTickets = false
        case .openTicket, .doneTicket, nil: break
        }
        return filter
    }

    func holds(_ entry: QuestionEntry) -> Bool { result == nil || Result(entry) == result }

    func path(_ path: String = "/questions", after key: String? = nil) -> String {
        PageAddress.text(path, [
            ("department", department?.text), ("from", from), ("until", until), ("article-id", article?.text), ("channel", channel?.rawValue), ("category", category?.text),
            ("outcome", result?.rawValue), ("after", key),
        ])
    }
}

extension QuestionShelf.Result {
    init(_ entry: QuestionEntry) {
        if entry.isTicket {
            self = State(rawValue: entry.outcome)?.isActive == true ? .openTicket : .doneTicket
        } else {
            self = Self(rawValue: entry.outcome) ?? .answered
        }
    }
}
