import Accounts
import Contacts
import Gate
import HTTPTypes
import Knowledge
import Primitives
import Search
import Storage
import Tickets

/// Contacts, agents, queues and articles, to read.
enum PeopleReading {
    static let doors = [
        Door(
            method: .get, path: "/contacts", verb: .see, object: .contact, about: "Contacts by name, or those whose words begin as typed.",
            query: [BodyShape.may("q", .text(), "Name, address, number or organisation; the first 100.")] + TicketReading.paging, body: nil,
            answer: .shape(.ok, OtherShapes.contact.page.name), handle: contacts),
        Door(
            method: .get, path: "/contacts/:contact", verb: .see, object: .contact, about: "One contact; of one that was merged, who they are now.",
            query: [], body: nil, answer: .shape(.ok, OtherShapes.contact.name)
        ) { call in
            let id = try call.context.id("contact", as: Contact.self)
            return try await call.desk.db.read { tx in
                let contact = try ContactStore(tx, department: call.access.department).current(id)
                return .ok(OtherShapes.contact.json(try known([contact], tx)[0]))
            }
        },
        Door(
            method: .get, path: "/articles", verb: .see, object: .article, about: "Articles and solutions, the last changed first.",
            query: TicketReading.paging, body: nil, answer: .shape(.ok, OtherShapes.article.page.name)
        ) { call in
            let (after, most) = (try call.after(), try call.limit()), access = call.access, language = call.context.language
            return try await call.desk.db.read { tx in
                let page = try ArticleListStore(tx, for: ArticleReader(access)).page(after: after, most: most)
                let texts = try ArticleStore(tx, department: access.department).texts(of: page.rows, in: language)
                let rows = page.rows.compactMap { article in
                    texts[article.id].map { OtherShapes.Written(article: article, text: $0.text) }
                }
                return .ok(OtherShapes.article.page.json(Page(rows: rows, next: page.next)))
            }
        },
        Door(
            method: .get, path: "/articles/:article", verb: .see, object: .article, about: "One article, in the agent's language where it speaks it.",
            query: [], body: nil, answer: .shape(.ok, OtherShapes.article.name)
        ) { call in
            let id = try call.context.id("article", as: Article.self), access = call.access, language = call.context.language
            return try await call.desk.db.read { tx in
                let store = ArticleStore(tx, department: access.department), article = try store.require(id)
                guard ArticleReader(access).maySee(article) else { throw ArticleError.notFound }
                return .ok(OtherShapes.article.json(.init(article: article, text: try store.text(of: article, in: language))))
            }
        },
        Door(
            method: .get, path: "/queues", verb: .see, object: .ticket, about: "The queues of the department, by tier.", query: [], body: nil,
            answer: .shape(.ok, OtherShapes.queue.page.name)
        ) { call in
            try await call.desk.db.read { tx in
                let queues = try QueueStore(tx, department: call.access.department).all()
                return .ok(OtherShapes.queue.page.json(Page(rows: queues, next: nil)))
            }
        },
        Door(
            method: .get, path: "/agents", verb: .see, object: .ticket, about: "Who answers in the department.", query: [], body: nil,
            answer: .shape(.ok, OtherShapes.agent.page.name)
        ) { call in
            try await call.desk.db.read { tx in
                let agents = try AgentStore(tx).all(in: call.access.department)
                return .ok(OtherShapes.agent.page.json(Page(rows: agents, next: nil)))
            }
        },
    ]

    @Sendable private static func contacts(_ call: Call) async throws -> Door.Reply {
        let typed = try call.query.text("q"), (after, most) = (try call.after(), try call.limit()), department = call.access.department
        return try await call.desk.db.read { tx in
            let store = ContactStore(tx, department: department)
            if !typed.isEmpty {
                let found = try store.suggest(typed, most: most)
                return .ok(OtherShapes.contact.page.json(Page(rows: try known(found, tx), next: nil)))
            }
            let last = try after.flatMap { ID<Contact>($0) }.flatMap { try store.find($0) }
            let rows = try store.list(after: last.map { (Folding.fold($0.name), $0.id) }, most: most + 1)
            let page = Page(rows, most) { $0.id.rawValue }
            return .ok(OtherShapes.contact.page.json(Page(rows: try known(page.rows, tx), next: page.next)))
        }
    }

    private static func known(_ contacts: [Contact], _ tx: Transaction) throws -> [OtherShapes.Known] {
        try contacts.map { contact in
            OtherShapes.Known(contact: contact, ways: try IdentityStore(tx, department: contact.department).of(contact.id))
        }
    }
}
