import Accounts
import Contacts
import Gate
import HTTPTypes
import Knowledge
import Primitives
import Storage
import Tickets

/// What is done to a ticket. Each change names the version it saw and is refused with 409 when someone else was faster.
enum TicketChanging {
    static let doors = [speaking, describing, moving, ending].flatMap(\.self)

    private static let version = BodyShape.need("version", .number, "The ticket's version that was seen.")

    private static func door(
        _ method: HTTPRequest.Method, _ path: String, _ verb: Verb, _ about: String, _ body: BodyShape?,
        _ answer: Door.Answer = .shape(.ok, TicketShapes.ticket.name), _ handle: @escaping @Sendable (Call) async throws -> Door.Reply
    ) -> Door {
        Door(
            method: method, path: "/tickets/:ticket\(path)", verb: verb, object: .ticket, about: about, query: [], body: body,
            answer: answer, handle: handle)
    }

    /// A change that gives the ticket back as it is then.
    private static func change(
        _ method: HTTPRequest.Method, _ path: String, _ verb: Verb, _ about: String, _ body: BodyShape?,
        _ change: @escaping @Sendable (Call, ID<Ticket>) async throws -> Void
    ) -> Door {
        door(method, path, verb, about, body) { call in
            let id = try await call.ticketID()
            try await change(call, id)
            return try await call.desk.db.read { tx in
                guard let ticket = try TicketStore(tx, department: call.access.department).find(id) else { throw TicketError.unknown }
                return .ok(TicketShapes.ticket.json(try NamedTicket(ticket, tx)))
            }
        }
    }

    private static let speaking = [
        door(
            .post, "/messages", .answer, "Answers the customer.",
            BodyShape("NewMessage", [
                version, BodyShape.need("text", .text(200_000)),
                BodyShape.may("to", .list(.text(320)), "Mail addresses; without, the requester's."), BodyShape.may("cc", .list(.text(320))),
                BodyShape.may("then", .choice(Tickets.Reply.Then.allCases.map(\.rawValue)), "What becomes of the ticket; wait unless said."),
            ]), .shape(.created, ThreadShapes.made.name)
        ) { call in
            let text = try call.body.required("text"), then: Tickets.Reply.Then = try call.body.choice("then") ?? .wait
            let (to, cc) = (try call.body.addresses("to"), try call.body.addresses("cc")), seen = try call.body.version()
            let id = try await call.ticketID(), requester = to.isEmpty ? try await call.requester(of: id) : []
            let reply = Tickets.Reply(
                text: text, recipients: Recipients(to: to + requester, cc: cc), then: then, fromName: call.context.agent.name, hold: .zero)
            let message = try await call.desk.reply(id, seen: seen, as: call.access, reply)
            return .created(ThreadShapes.made.json(.init(id: message.text)))
        },
        door(
            .post, "/notes", .answer, "Tells colleagues.", BodyShape("NewNote", [BodyShape.need("text", .text(200_000))]),
            .shape(.created, ThreadShapes.made.name)
        ) { call in
            let text = try call.body.required("text")
            let note = try await call.desk.note(try await call.ticketID(), as: call.access, text: text)
            return .created(ThreadShapes.made.json(.init(id: note.text)))
        },
    ]

    private static let describing = [
        change(
            .patch, "", .answer, "Sets what describes a ticket; what is not named stays.",
            BodyShape("TicketProperties", [
                version, BodyShape.may("subject", .text(500)), BodyShape.may("state", .choice(State.choices.map(\.rawValue))),
                BodyShape.may("kind", .choice(TicketKind.allCases.map(\.rawValue))), BodyShape.may("priority", .choice(Priority.allCases.map(\.name))),
                BodyShape.may("category", .nullable(.id)), BodyShape.may("tags", .list(.text(500))),
                BodyShape.may("requester", .id), BodyShape.may("affected", .nullable(.id)), BodyShape.may("isConfidential", .flag),
            ])
        ) { call, id in
            try await call.desk.set(try Properties(call.body), on: id, seen: try call.body.version(), as: call.access)
        },
        door(
            .post, "/links", .answer, "Links it to another ticket.", link("NewLink"), .nothing
        ) { call in try await call.link(isOn: true) },
        door(
            .delete, "/links/:kind/:other", .answer, "Takes a link to another ticket, named by its number, away.", nil, .nothing
        ) { call in
            guard let kind = Link.Kind(rawValue: try call.context.parameter("kind")), let other = TicketNumber(try call.context.parameter("other"))
            else { throw GateError.notFound }
            try await call.desk.link(try await call.ticketID(), kind, other, isOn: false, as: call.access)
            return .nothing
        },
    ]

    private static func link(_ name: String) -> BodyShape {
        BodyShape(name, [
            BodyShape.need("kind", .choice(Link.Kind.allCases.map(\.rawValue))), BodyShape.need("ticket", .text(40), "The other's number, as LBT-1042."),
        ])
    }

    private static func step(_ name: String) -> BodyShape {
        BodyShape(name, [
            version, BodyShape.may("queue", .id, "Without, the nearest tier."), BodyShape.need("reason", .text(10_000)),
            BodyShape.may("findings", .text(50_000)),
        ])
    }

    private static let moving = [
        change(
            .put, "/assignment", .assign, "Gives it to an agent who works its queue, or with null to nobody.",
            BodyShape("Assignment", [version, BodyShape.may("agent", .nullable(.id))])
        ) { call, id in
            try await call.desk.assign(id, to: try call.body.id("agent"), seen: try call.body.version(), as: call.access)
        },
        change(
            .put, "/queue", .assign, "Moves it to another queue, to nobody there.", BodyShape("QueueChoice", [version, BodyShape.need("queue", .id)])
        ) { call, id in
            guard let queue: ID<Queue> = try call.body.id("queue") else { throw FormError("queue", "form.required") }
            try await call.desk.move(id, to: queue, seen: try call.body.version(), as: call.access)
        },
        change(.post, "/escalations", .assign, "Hands it to a higher tier.", step("NewEscalation")) { call, id in
            try await call.desk.escalate(
                id, to: try call.body.id("queue"), seen: try call.body.version(), as: call.access, reason: try call.body.required("reason"),
                findings: try call.body.text("findings") ?? "")
        },
        change(.post, "/returns", .assign, "Hands it back down.", step("NewReturn")) { call, id in
            try await call.desk.sendBack(
                id, to: try call.body.id("queue"), seen: try call.body.version(), as: call.access, reason: try call.body.required("reason"),
                findings: try call.body.text("findings") ?? "")
        },
    ]

    private static let ending = [
        change(
            .post, "/fixes", .solve, "Solves it: with a known solution, a new one (title and steps), or neither and an outcome.",
            BodyShape("NewFix", [
                version, BodyShape.may("article", .id, "The known solution."), BodyShape.may("title", .text(500)),
                BodyShape.may("problem", .text(100_000)), BodyShape.may("cause", .text(100_000)), BodyShape.may("steps", .text(100_000)),
                BodyShape.may("language", .choice(Language.allCases.map(\.rawValue))),
                BodyShape.may("outcome", .choice(Fix.Outcome.allCases.map(\.rawValue))),
            ])
        ) { call, id in
            let outcome: Fix.Outcome? = try call.body.choice("outcome")
            try await call.desk.solve(
                id, seen: try call.body.version(), as: call.access, with: try call.body.solution(outcome, call.context.language),
                outcome: outcome ?? .solved)
        },
        change(.delete, "/fixes", .solve, "Opens a solved or closed ticket again.", nil) { call, id in
            try await call.desk.reopen(id, as: call.access)
        },
        change(
            .post, "/merge", .assign, "Makes it part of another ticket.",
            BodyShape("NewMerge", [version, BodyShape.need("into", .text(40), "The other's number.")])
        ) { call, id in
            guard let number = TicketNumber(try call.body.required("into")) else { throw FormError("into", "form.choice") }
            try await call.desk.merge(id, seen: try call.body.version(), into: number, as: call.access)
        },
        change(.delete, "/merge", .assign, "Makes a merged ticket one of its own again.", nil) { call, id in
            try await call.desk.unmerge(id, as: call.access)
        },
    ]
}

extension Call {
    fileprivate func link(isOn: Bool) async throws -> Door.Reply {
        guard let kind: Link.Kind = try body.choice("kind"), let other = TicketNumber(try body.required("ticket")) else {
            throw FormError("ticket", "form.choice")
        }
        try await desk.link(try await ticketID(), kind, other, isOn: isOn, as: access)
        return .nothing
    }

    /// The requester's first mail address; none where they have none, or for a ticket out of sight.
    fileprivate func requester(of id: ID<Ticket>) async throws -> [Recipients.Address] {
        try await desk.db.read { tx in
            let ticket = try ticket(tx)
            let ways = try IdentityStore(tx, department: access.department).of(ticket.requester)
            let name = try ContactStore(tx, department: access.department).find(ticket.requester)?.name ?? ""
            return ways.first { $0.kind == .email }.map { [Recipients.Address(name: name, address: $0.value)] } ?? []
        }
    }
}

extension Body {
    /// Throws ``FormError`` for what is no address.
    fileprivate func addresses(_ name: String) throws(FormError) -> [Recipients.Address] {
        var addresses: [Recipients.Address] = []
        for text in try texts(name) ?? [] {
            guard Identity.Kind.email.accepts(text) else { throw FormError(name, "form.email") }
            addresses.append(Recipients.Address(address: text.trimmed))
        }
        return addresses
    }

    fileprivate func solution(_ outcome: Fix.Outcome?, _ language: Language) throws -> SolvedWith {
        if let article: ID<Article> = try id("article") { return .known(article) }
        if let title = try text("title"), let steps = try text("steps") {
            let words = ArticleText(title: title, problem: try text("problem") ?? "", cause: try text("cause") ?? "", steps: steps)
            return .new(words, language: try choice("language") ?? language)
        }
        guard let outcome else { throw TicketError.solutionMissing }
        return .nothing(outcome)
    }
}

extension Properties {
    fileprivate init(_ body: Body) throws {
        self.init()
        subject = try body.text("subject")?.replacing("\n", with: " ")
        state = try body.choice("state")
        if let state, !State.choices.contains(state) { throw FormError("state", "form.choice") }
        kind = try body.choice("kind")
        priority = try body.priority("priority")
        if body.has("category") { category = .some(try body.id("category")) }
        tags = try body.texts("tags")?.compactMap { Tag($0) }
        requester = try body.id("requester")
        if body.has("affected") { affected = .some(try body.id("affected")) }
        isConfidential = try body.flag("isConfidential")
    }
}
