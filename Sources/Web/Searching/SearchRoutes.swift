import Accounts
import Gate
import Hummingbird
import Languages
import Primitives
import Search
import Storage
import Tickets

/// Searching, and what fields and the palette find while somebody types.
struct SearchRoutes {
    let desktop: Desktop

    func add(to gate: Gate) {
        gate.get("/search", demands: .see, .ticket) { request, context in try await search(AskedOnPage(request.query()), context) }
        gate.get("/search.json", demands: .see, .ticket) { request, context in
            try await offer(request, context) { offers, typed in try offers.palette(typed) }
        }
        gate.get("/tickets.json", demands: .see, .ticket) { request, context in
            try await offer(request, context) { offers, typed in try offers.tickets(typed) }
        }
        gate.get("/tags.json", demands: .see, .ticket) { request, context in
            try await offer(request, context) { offers, typed in try offers.tags(typed) }
        }
        gate.get("/agents.json", demands: .see, .ticket) { request, context in
            try await offer(request, context) { offers, typed in try offers.agents(typed) }
        }
        gate.get("/contacts.json", demands: .see, .contact) { request, context in
            try await offer(request, context) { offers, typed in try offers.contacts(typed) }
        }
        gate.get("/articles.json", demands: .see, .article) { request, context in
            try await offer(request, context) { offers, typed in try offers.articles(typed) }
        }
    }

    /// GET /search?q=…&in=…&after=…; a whole ticket number leads to its ticket.
    private func search(_ asked: AskedOnPage, _ context: AgentContext) async throws -> Response {
        if asked.text.isEmpty { return try await desktop.show(context) { around, _ in SearchPage(asked, around) } }
        if let number = asked.number, try await sees(number, context) { return context.redirect(to: LocalPath("/tickets/\(number)")) }
        do {
            let settings = desktop.settings, now = desktop.now()
            let (others, away) = asked.key != nil ? ([], []) : await desktop.askOthers(than: context.access.department, of: context) { access, tx in
                try SearchPage.Section(asked, for: access, context, at: now, settings, tx)
            }
            return try await desktop.show(context) { around, tx in try SearchPage(asked, others, away: away.map(\.name), around, tx) }
        } catch let error as SearchQueryError {
            let trouble = try FormTrouble(error)
            return try await desktop.show(context, status: .unprocessableContent) { around, _ in SearchPage(asked, trouble: trouble, around) }
        }
    }

    private func sees(_ number: TicketNumber, _ context: AgentContext) async throws -> Bool {
        do {
            _ = try await desktop.db.read { tx in try desktop.find(number, context, tx) }
            return true
        } catch is TicketError {
            return false
        }
    }

    /// GET /….json?q=…
    private func offer<Found: Encodable & Sendable>(
        _ request: Request, _ context: AgentContext, _ find: @escaping @Sendable (Offers, String) throws -> [Found]
    ) async throws -> Response {
        let typed = try request.query().text("q")
        let access = context.access, language = context.language, now = desktop.now()
        let found = try await desktop.db.read { tx in
            try find(Offers(tx: tx, access: access, words: Words(language), now: now), typed)
        }
        return try .json(found)
    }
}
