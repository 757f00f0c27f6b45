import Accounts
import Customisation
import Events
import Gate
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What stands around a page of an agent, read in the same look at the database as the page itself.
package struct Surroundings: Sendable {
    package let agent: Agent
    /// In the department the page is about.
    package let access: Access
    package let department: Department
    /// What customers know the desk by.
    package let desk: String
    /// All queues of the department, the lowest tier first.
    package let queues: [Queue]
    /// By name: `inbox`, `mine`, `team`, `queue-<id>`; of all the agent's departments.
    package let counters: [String: Int]
    /// Where the event logs stand.
    package let position: LivePositions
    /// What the agent's other departments have to say.
    package let elsewhere: Elsewhere
    /// The company's other departments, also those the agent does not work in.
    package let others: [Department]
    package let parts: Parts

    package var words: Words { parts.words }
    package var dates: Dates { parts.dates }

    /// The queues the agent may look into.
    package var visibleQueues: [Queue] {
        access.reach(.see, .ticket) >= .department ? queues : queues.filter { access.teams.contains($0.team) }
    }

    package func queue(_ id: ID<Queue>) -> Queue? { queues.first { $0.id == id } }

    /// Whether the word tier is of use here.
    package var hasTiers: Bool { Set(queues.map(\.tier)).count > 1 }
}

extension Desktop {
    /// What stands around a page in one of the agent's departments.
    package func surroundings(
        of context: AgentContext, in access: Access, beside elsewhere: Elsewhere = .nothing, _ tx: Transaction
    ) throws -> Surroundings {
        let department = try DepartmentStore(tx).require(access.department)
        let queues = try QueueStore(tx, department: access.department).all()
        return Surroundings(
            agent: context.agent, access: access, department: department,
            desk: settings(.deskName, department: department.id) ?? department.name, queues: queues,
            counters: elsewhere.joined(try DeskCounters(of: access, queues, tx).values),
            position: LivePositions(try EventStore(tx).last(), of: branches.branch(department.id)?.department.id).joined(elsewhere.positions),
            elsewhere: elsewhere, others: branches.departments.filter { $0.id != department.id }, parts: parts(for: context, in: department))
    }

    /// The parts in the reader's language and zone.
    package func parts(for context: AgentContext, in department: Department) -> Parts {
        let words = Words(context.language)
        let zone = Zone.named(context.agent.zone ?? department.zone) ?? .utc
        return Parts(words: words, dates: Dates(words, zone: zone, now: now()), csrf: context.csrf)
    }

    /// A page with everything around it. A flash is told here, and not again.
    func frame(of page: some DeskPage, _ around: Surroundings, _ context: AgentContext) -> Frame {
        var frame = Frame(
            parts: around.parts, title: page.title, desk: around.desk, person: around.agent.name, current: page.current,
            page.view(around.parts))
        frame.theme = Frame.Theme(around.agent.theme)
        frame.density = around.agent.density == .compact ? .compact : .comfortable
        frame.personID = around.access.actor.text
        frame.position = around.position.text
        frame.departments = around.departments
        frame.places = around.places
        frame.queues = around.sidePlaces
        frame.counters = around.counters
        frame.singleKeys = settings(.singleKeys, department: around.department.id, person: around.agent.id.rawValue)
        frame.tell(context.base.takeFlash(), beside: page.toast(around.parts))
        frame.openTicket = page.openTicket
        return frame
    }
}

extension Frame {
    /// What can be taken back stands at the edge with a button; all else above the page.
    fileprivate mutating func tell(_ notice: Notice?, beside toast: HTML) {
        guard let notice, toast.bytes.isEmpty, let undo = notice.values["undo"], LocalPath(next: undo) != nil else {
            (flash, self.toast) = (notice, toast)
            return
        }
        self.toast = parts.toast(words(notice), undo: undo)
    }
}

extension Surroundings {
    /// Queues in the rail, at most.
    private static let mostQueues = 12

    /// Without what would only be refused.
    fileprivate var places: Set<Place> {
        var places = Place.usual
        if access.reach(.configure, .setting) < .department { places.remove(.settings) }
        if access.reach(.see, .mail) == .none { places.remove(.mail) }
        return places
    }

    /// Where the agent can work; nothing to choose from where it is one.
    fileprivate var departments: [DepartmentPlace] {
        let others = elsewhere.parts.map { (department: $0.department, name: $0.desk, isAway: false) }
            + elsewhere.away.map { (department: $0, name: $0.name, isAway: true) }
        if others.isEmpty { return [] }
        return ([(department: department, name: desk, isAway: false)] + others).sorted { $0.department.id < $1.department.id }.map {
            DepartmentPlace(name: $0.name, prefix: $0.department.prefix, isCurrent: $0.department.id == department.id, isAway: $0.isAway)
        }
    }

    /// With many queues only those of the agent's teams.
    fileprivate var sidePlaces: [SidePlace] {
        let all = visibleQueues
        let shown = all.count > Self.mostQueues ? all.filter { access.teams.contains($0.team) } : all
        return shown.prefix(Self.mostQueues).map { queue in
            SidePlace(name: queue.name, path: "/queues/\(queue.id)", counter: "queue-\(queue.id)")
        }
    }
}

extension Frame.Theme {
    fileprivate init(_ theme: Agent.Theme) {
        switch theme {
        case .system: self = .auto
        case .light: self = .light
        case .dark: self = .dark
        }
    }
}

extension Actor {
    /// As events and pages name them to each other: `agent:4711`.
    package var text: String { "\(kind.rawValue):\(id)" }
}
