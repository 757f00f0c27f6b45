import Accounts
import Automation
import Contacts
import Customisation
import Events
import Foundation
import Knowledge
import Outbox
import Primitives
import Storage
import Tickets

/// Plays the demo's script through the desk's own doors, with its clock set back to when each thing happened.
struct DemoDesk: Sendable {
    private let house: House
    private let script: DemoScript
    private let department: ID<Department>
    private let hand: HandClock
    private let desk: Desk
    private let ids: IDMaker

    /// - Parameter department: the row it becomes
    init(_ house: House, _ script: DemoScript, as department: ID<Department>) {
        self.house = house
        self.script = script
        self.department = department
        hand = HandClock(house.clock.now() - .days(400))
        ids = IDMaker(node: 1023, clock: hand.clock)
        desk = Desk(
            db: house.db, blobs: house.blobs, keyring: house.keyring, ids: ids, clock: hand.clock, randomness: house.randomness)
    }

    /// Whether the desk was played already, by an earlier start on the same folder.
    static func isPlayed(_ house: House) async throws -> Bool {
        try await house.db.read { tx in try !AgentStore(tx).isEmpty() }
    }

    func play() async throws {
        try await furnish()
        let agents = try await hire()
        let customers = try await meet()
        try await write(by: agents)
        try await tell(agents, customers)
    }

    private func furnish() async throws {
        try await house.db.write { tx in
            let row = Department(id: department, name: script.name, prefix: script.prefix, language: script.language, zone: "Europe/Madrid")
            let store = DepartmentStore(tx)
            if try store.find(department) == nil {
                try store.create(row, at: desk.now())
                _ = try desk.seed(department, names: script.queues, tx)
                try RoleSeed(department: department, ids: ids).plant(tx)
            } else {
                try store.update(row)
                for (team, name) in zip(try TeamStore(tx).all(in: department).sorted(by: { $0.tier < $1.tier }), script.queues) {
                    var team = team
                    team.name = name
                    try TeamStore(tx).update(team)
                }
                for (queue, name) in zip(try QueueStore(tx, department: department).all(), script.queues) {
                    try tx.run("UPDATE queue SET name = \(name) WHERE id = \(queue.id)")
                }
            }
            for name in script.categories { try CategoryStore(tx, department: department).insert(ids.next(), name: name) }
        }
    }

    /// The colleagues of both desks are the shop's; the IT desk is worked by them too.
    private func hire() async throws -> [String: Access] {
        try await house.db.write { tx in
            for colleague in script.colleagues { try hire(colleague, tx) }
            var accesses: [String: Access] = [:]
            let roles = try RoleStore(tx).all(in: department), teams = try TeamStore(tx).all(in: department)
            for colleague in DemoScript.shop.colleagues {
                guard let agent = try AgentStore(tx).find(email: colleague.email) else { continue }
                let wanted: Role.BuiltIn = colleague.isAdmin ? .admin : .agent
                if let role = roles.first(where: { $0.builtIn == wanted }) { try RoleStore(tx).give(role.id, to: agent.id) }
                for team in teams where colleague.isAdmin || team.tier == colleague.tier { try TeamStore(tx).join(agent.id, team.id) }
                accesses[colleague.email] = try AccessStore(tx).access(of: agent.id, in: department)
            }
            return accesses
        }
    }

    private func hire(_ colleague: DemoScript.Colleague, _ tx: Transaction) throws {
        let id: ID<Agent> = ids.next()
        let agent = Agent(id: id, name: colleague.name, email: colleague.email, language: colleague.language, zone: "Europe/Madrid")
        try AgentStore(tx).create(agent, password: nil, at: desk.now())
    }

    private func meet() async throws -> [String: Contact] {
        try await house.db.write { tx in
            var met: [String: Contact] = [:]
            for customer in script.customers {
                let contact = Contact(
                    id: ids.next(), department: department, name: customer.name, language: customer.language, isVIP: customer.isVIP)
                try ContactStore(tx, department: department).insert(contact, at: desk.now())
                try IdentityStore(tx, department: department).add(ids.next(), .email, customer.email, to: contact.id, at: desk.now())
                try ContactStore(tx, department: department).indexWords(of: contact)
                met[customer.key] = contact
            }
            return met
        }
    }

    private func write(by agents: [String: Access]) async throws {
        try await house.db.write { tx in
            for knowledge in script.articles {
                let article = Article(
                    id: ids.next(), department: department, stage: .published, audience: .all, isListed: knowledge.isFrequent,
                    language: knowledge.language, author: agents["marc@ribera.example"]?.agent, at: desk.now())
                try ArticleStore(tx, department: department).insert(article, knowledge.text)
            }
        }
    }

    /// All stories at once, in the order in which things happened.
    private func tell(_ agents: [String: Access], _ customers: [String: Contact]) async throws {
        var moments: [(at: Instant, story: Int, step: DemoScript.Step?)] = []
        for (index, story) in script.stories.enumerated() {
            var at = house.clock.now() - .seconds(Int(story.daysAgo * 86_400))
            moments.append((at, index, nil))
            for step in story.steps {
                at = at + .seconds(Int(step.hours * 3600))
                moments.append((at, index, step))
            }
        }
        var tickets: [Int: ID<Ticket>] = [:]
        for moment in moments.sorted(by: { $0.at < $1.at }) {
            hand.advance(by: moment.at - hand.clock.now())
            let story = script.stories[moment.story]
            guard let customer = customers[story.customer], let person = script.customers.first(where: { $0.key == story.customer })
            else { continue }
            if let step = moment.step, let ticket = tickets[moment.story] {
                try await take(step, on: ticket, story, customer, person, agents)
            } else {
                tickets[moment.story] = try await open(story, customer, person)
            }
            try await work()
        }
    }

    /// What a desk does by itself: it acknowledges what came, what was answered leaves, and what was solved closes.
    private func work() async throws {
        let receipts = Receipts(desk: desk, settings: house.deskSettings, link: house.guestLink), now = desk.now()
        try await EventReading(house.db, [receipts], house.positioning).catchUp()
        try await desk.closeSolved { house.deskSettings(.closeAfterDays, department: $0, queue: $1.rawValue) }
        try await house.db.write { tx in
            let outbox = OutboxStore(tx)
            for parcel in try outbox.list(department: department, before: nil, most: 20) where parcel.state == .due || parcel.state == .held {
                try outbox.markSent(parcel.id, words: "", at: now)
            }
        }
    }

    private func open(_ story: DemoScript.Story, _ customer: Contact, _ person: DemoScript.Customer) async throws -> ID<Ticket> {
        var new = NewTicket(
            subject: story.subject, requester: customer.id, channel: story.channel, message: said(story.opening, by: customer, person, story))
        new.kind = story.kind
        new.priority = story.priority
        new.language = story.language
        new.tags = story.tags.compactMap { Tag($0) }
        let categories = try await house.db.read { tx in try CategoryStore(tx, department: department).choices() }
        new.category = categories.first { $0.name == story.category }?.id
        return try await desk.open(new, as: .system(department)).ticket.id
    }

    private func said(_ text: String, by customer: Contact, _ person: DemoScript.Customer, _ story: DemoScript.Story) -> NewMessage {
        var message = NewMessage(.incoming, story.channel, by: .contact(customer.id), text: text)
        (message.fromName, message.fromAddress, message.subject) = (person.name, person.email, story.subject)
        message.language = story.language
        message.why = [Notice("why.new", .told)]
        return message
    }

    private func take(
        _ step: DemoScript.Step, on id: ID<Ticket>, _ story: DemoScript.Story, _ customer: Contact, _ person: DemoScript.Customer,
        _ agents: [String: Access]
    ) async throws {
        let seen = try await version(of: id)
        guard let access = agents[step.actor] ?? agents.values.first else { return }
        switch step {
        case .says(let text, _):
            let message = said(text, by: customer, person, story), now = desk.now()
            try await house.db.write { tx in
                guard let ticket = try TicketStore(tx, department: department).find(id) else { return }
                _ = try desk.receive(message, on: ticket, as: Access.contact(customer.id.rawValue, in: department), at: now, tx)
            }
        case .answers(let text, _, let then, _):
            let name = DemoScript.shop.colleagues.first { $0.email == step.actor }?.name ?? ""
            let to = Recipients(to: [Recipients.Address(name: person.name, address: person.email)])
            let message = try await desk.reply(
                id, seen: seen, as: whole(access), Reply(text: text, recipients: to, then: then, fromName: name, hold: .zero))
            try await markSent(message)
        case .notes(let text, _, _): _ = try await desk.note(id, as: whole(access), text: text)
        case .escalates(let reason, let findings, _, _):
            try await desk.escalate(id, seen: seen, as: whole(access), reason: reason, findings: findings)
        case .solves(let text, _, _):
            try await desk.solve(id, seen: seen, as: whole(access), with: .new(text, language: story.language))
        case .solvesWith(let title, _, _):
            let known = try await article(titled: title)
            try await desk.solve(id, seen: seen, as: whole(access), with: known.map(SolvedWith.known) ?? .nothing(.solved))
        }
    }

    /// What was answered long ago has left long ago, whatever relay the demo is given.
    private func markSent(_ message: ID<Message>) async throws {
        let now = desk.now()
        try await house.db.write { tx in
            let outbox = OutboxStore(tx)
            for parcel in try outbox.find(owner: message.rawValue, department: department) {
                try outbox.markSent(parcel.id, words: "250 2.0.0 Ok", at: now)
            }
        }
    }

    /// The script may cross teams; who acts stays who they are.
    private func whole(_ access: Access) -> Access {
        Access(actor: access.actor, department: department, contact: access.contact, teams: access.teams, grants: Grant.everything)
    }

    private func version(of id: ID<Ticket>) async throws -> Version {
        try await house.db.read { tx in try TicketStore(tx, department: department).find(id)?.version ?? .first }
    }

    private func article(titled title: String) async throws -> ID<Article>? {
        try await house.db.read { tx in
            try tx.value(
                ID<Article>.self,
                """
                SELECT t.article FROM article_text t JOIN article a ON a.id = t.article
                WHERE a.department = \(department) AND t.title = \(title)
                """)
        }
    }
}

extension DemoScript.Step {
    fileprivate var hours: Double {
        switch self {
        case .says(_, let hours), .answers(_, _, _, let hours), .notes(_, _, let hours), .escalates(_, _, _, let hours),
            .solves(_, _, let hours), .solvesWith(_, _, let hours):
            hours
        }
    }

    fileprivate var actor: String {
        switch self {
        case .says: ""
        case .answers(_, let actor, _, _), .notes(_, let actor, _), .escalates(_, _, let actor, _), .solves(_, let actor, _),
            .solvesWith(_, let actor, _):
            actor
        }
    }
}
