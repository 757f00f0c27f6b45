import Gate
import Primitives
import Tickets

/// A search as it stands in the address of its page.
struct AskedOnPage: Sendable, Equatable {
    var text = ""
    var scope = SearchScope.everything
    /// Behind which hit the page begins.
    var key: String?

    init(_ text: String = "", in scope: SearchScope = .everything, after key: String? = nil) {
        self.text = text
        self.scope = scope
        self.key = key
    }

    init(_ query: Form) throws {
        text = try query.text("q", most: 4000)
        scope = try query.choice("in", of: SearchScope.self) ?? .everything
        key = query.has("after") ? try query.text("after") : nil
    }

    /// The number of a ticket, when nothing else was typed.
    var number: TicketNumber? { TicketNumber(text) }

    /// The address of this search, behind a key.
    func path(after key: String?) -> String {
        var path = "/search?q=\(Self.encoded(text))"
        if scope != .everything { path += "&in=\(scope.rawValue)" }
        if let key { path += "&after=\(Self.encoded(key))" }
        return path
    }

    private static func encoded(_ text: String) -> String {
        LocalPath("\(text)").text
    }
}
