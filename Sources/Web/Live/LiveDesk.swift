import Accounts
import Events
import Primitives
import Storage
import Synchronization
import Tickets

/// Tells open pages what changes. Reads the event log once for all of them; each is told what its agent may see at that moment.
///
/// Who is told is found by index: those who reach the whole department, the members of the ticket's team, its assignee and its
/// followers. Only for them the policy is asked, once for all news of a round.
package final class LiveDesk: Sendable {
    /// Between two looks at the log, so that a busy desk costs ten a second.
    private static let rest = Duration.milliseconds(100)
    /// Events in one look.
    private static let slice = 500
    private static let heartbeat = Duration.seconds(20)
    /// Streams of one agent at most; the oldest ends.
    private static let mostStreams = 20

    private struct Audience {
        var receivers: [LiveReceiver.Key: LiveReceiver] = [:]
        /// Streams of an agent, the oldest first.
        var agents: [ID<Agent>: [LiveReceiver.Key]] = [:]
        var isStopped = false
    }

    let desk: Desk
    let doorkeeper: Doorkeeper
    let presence: Presence
    private let audience = Mutex(Audience())

    package init(_ desktop: Desktop) {
        desk = desktop.desk
        doorkeeper = desktop.doorkeeper
        presence = Presence(clock: desktop.desk.clock)
    }

    /// Reads and tells until the task is cancelled or the database closed; every stream ends with it.
    package func run(failed: @escaping @Sendable (any Error) -> Void) async {
        defer { stop() }
        guard let start = try? await desk.db.read({ tx in try EventStore(tx).last() }) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.follow(from: start, failed: failed) }
            group.addTask { await self.beat() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Ends every stream, so that the server can stop; the browsers come again by themselves.
    package func stop() {
        let receivers = audience.withLock { audience in
            audience.isStopped = true
            return Array(audience.receivers.values)
        }
        for receiver in receivers { receiver.end() }
    }

    private func follow(from start: Int64, failed: @escaping @Sendable (any Error) -> Void) async {
        var position = start
        await desk.db.commits.watch(rest: Self.rest) {
            do {
                var seen: Int64
                repeat {
                    seen = position
                    position = try await round(after: seen)
                } while position - seen >= Int64(Self.slice) && !Task.isCancelled
            } catch {
                failed(error)
            }
            return .seconds(1)
        }
    }

    /// One look at the log; how far it is read now.
    func round(after position: Int64) async throws -> Int64 {
        let listeners = audience.withLock { $0.agents.filter { !$0.value.isEmpty }.map(\.key) }
        if listeners.isEmpty { return try await desk.db.read { tx in max(position, try EventStore(tx).last()) } }
        let (told, last) = try await desk.db.read { tx in
            let events = try EventStore(tx).after(position, most: Self.slice)
            return (try Bulletin.of(events, for: listeners, doorkeeper: self.doorkeeper, tx), events.last?.position ?? position)
        }
        for bulletin in told { deliver(bulletin) }
        return last
    }

    private func deliver(_ bulletin: Bulletin) {
        for receiver in receivers(of: bulletin.agent) {
            guard bulletin.mayListen else {
                receiver.end()
                continue
            }
            for item in bulletin.items { receiver.tell(item.kind, item.data, at: item.position) }
        }
    }

    func receivers(of agent: ID<Agent>) -> [LiveReceiver] {
        audience.withLock { audience in (audience.agents[agent] ?? []).compactMap { audience.receivers[$0] } }
    }

    /// A browser begins to listen. What came since `position` follows at once.
    /// - Parameter position: what it heard last; `nil` for a page that knows nothing yet
    func listen(_ agent: ID<Agent>, after position: Int64?) async throws -> LiveReceiver {
        let receiver = LiveReceiver(agent: agent) { [weak self] key in self?.forget(key, of: agent) }
        admit(receiver)
        // Admitted before the log is read: what comes meanwhile may be told twice, but is never missed.
        let bulletin = try await desk.db.read { tx in
            let events = try position.map { try LiveStore(tx).newest(after: $0, most: Self.slice) } ?? []
            return try Bulletin.of(events, for: [agent], doorkeeper: self.doorkeeper, always: true, tx).first
        }
        for item in bulletin?.items ?? [] { receiver.tell(item.kind, item.data, at: item.position) }
        return receiver
    }

    /// What they may now, not when they came.
    func maySee(_ ticket: Ticket, _ agent: ID<Agent>, _ tx: Transaction) throws -> Bool {
        guard let access = try doorkeeper.standing(of: agent, tx)?.access(in: ticket.department) else { return false }
        return access.may(.see, try TicketStore(tx, department: ticket.department).facts(of: ticket, for: access))
    }

    private func admit(_ receiver: LiveReceiver) {
        let key = ObjectIdentifier(receiver)
        let (oldest, isStopped) = audience.withLock { audience -> (LiveReceiver?, Bool) in
            if audience.isStopped { return (nil, true) }
            audience.receivers[key] = receiver
            audience.agents[receiver.agent, default: []].append(key)
            let keys = audience.agents[receiver.agent] ?? []
            return (keys.count > Self.mostStreams ? keys.first.flatMap { audience.receivers[$0] } : nil, false)
        }
        oldest?.end()
        if isStopped { receiver.end() }
    }

    private func forget(_ key: LiveReceiver.Key, of agent: ID<Agent>) {
        audience.withLock { audience in
            audience.receivers[key] = nil
            audience.agents[agent]?.removeAll { $0 == key }
            if audience.agents[agent]?.isEmpty == true { audience.agents[agent] = nil }
        }
    }

    private func beat() async {
        while (try? await Task.sleep(for: Self.heartbeat)) != nil {
            for receiver in audience.withLock({ Array($0.receivers.values) }) { receiver.ping() }
        }
    }

    /// Streams that are open.
    package var count: Int { audience.withLock { $0.receivers.count } }
}
