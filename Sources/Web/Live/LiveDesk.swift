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

    /// A log that is read: the main database's, or that of a department's own.
    private struct Log: Sendable {
        let apart: ID<Department>?
        let db: Database
        let doorkeeper: Doorkeeper
    }

    let presence: Presence
    private let main: Log
    private let audience = Mutex(Audience())
    private let others = Mutex<[ID<Department>: Log]>([:])

    package init(_ desktop: Desktop) {
        main = Log(apart: nil, db: desktop.db, doorkeeper: desktop.doorkeeper)
        presence = Presence(clock: desktop.desk.clock)
    }

    /// Reads the log of the main desk, or of one on a department's own database, and tells, until the task is cancelled or the
    /// database closed; with the main one every stream ends.
    package func run(_ desktop: Desktop, of apart: ID<Department>? = nil, failed: @escaping @Sendable (any Error) -> Void) async {
        guard let apart else {
            defer { stop() }
            return await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.follow(self.main, failed: failed) }
                group.addTask { await self.beat() }
                await group.next()
                group.cancelAll()
            }
        }
        let log = Log(apart: apart, db: desktop.db, doorkeeper: desktop.doorkeeper)
        others.withLock { $0[apart] = log }
        await follow(log, failed: failed)
        _ = others.withLock { $0.removeValue(forKey: apart) }
    }

    /// Ends every stream, so that the server can stop; the browsers come again by themselves.
    package func stop() {
        let receivers = audience.withLock { audience in
            audience.isStopped = true
            return Array(audience.receivers.values)
        }
        for receiver in receivers { receiver.end() }
    }

    private func follow(_ log: Log, failed: @escaping @Sendable (any Error) -> Void) async {
        guard var position = try? await log.db.read({ tx in try EventStore(tx).last() }) else { return }
        await log.db.commits.watch(rest: Self.rest) {
            do {
                var seen: Int64
                repeat {
                    seen = position
                    position = try await round(of: log, after: seen)
                } while position - seen >= Int64(Self.slice) && !Task.isCancelled
            } catch {
                failed(error)
            }
            return .seconds(1)
        }
    }

    /// One look at the main log; how far it is read now.
    func round(after position: Int64) async throws -> Int64 { try await round(of: main, after: position) }

    private func round(of log: Log, after position: Int64) async throws -> Int64 {
        let listeners = audience.withLock { $0.agents.filter { !$0.value.isEmpty }.map(\.key) }
        if listeners.isEmpty { return try await log.db.read { tx in max(position, try EventStore(tx).last()) } }
        let (told, last) = try await log.db.read { tx in
            let events = try EventStore(tx).after(position, most: Self.slice)
            return (try Bulletin.of(events, for: listeners, doorkeeper: log.doorkeeper, tx), events.last?.position ?? position)
        }
        for bulletin in told { deliver(bulletin, from: log) }
        return last
    }

    private func deliver(_ bulletin: Bulletin, from log: Log) {
        for receiver in receivers(of: bulletin.agent) {
            if bulletin.mayListen {
                receiver.tell(bulletin, from: log.apart)
            } else if log.apart == nil {
                receiver.end()
            }
        }
    }

    func receivers(of agent: ID<Agent>) -> [LiveReceiver] {
        audience.withLock { audience in (audience.agents[agent] ?? []).compactMap { audience.receivers[$0] } }
    }

    /// A browser begins to listen. What came since it was there last follows at once.
    /// - Parameter positions: what it heard last; `nil` for a page that knows nothing yet
    func listen(_ agent: ID<Agent>, after positions: LivePositions?) async throws -> LiveReceiver {
        let receiver = LiveReceiver(agent: agent, after: positions) { [weak self] key in self?.forget(key, of: agent) }
        admit(receiver)
        // Admitted before the logs are read: what comes meanwhile may be told twice, but is never missed.
        try await tell(receiver, what: main, hadAfter: positions?[nil])
        for log in others.withLock({ Array($0.values) }) {
            do { try await tell(receiver, what: log, hadAfter: positions?[log.apart]) } catch let error as StorageError where error.mayPass { continue }
        }
        return receiver
    }

    private func tell(_ receiver: LiveReceiver, what log: Log, hadAfter position: Int64?) async throws {
        let agent = receiver.agent
        let bulletin = try await log.db.read { tx in
            let events = try position.map { try LiveStore(tx).newest(after: $0, most: Self.slice) } ?? []
            return try Bulletin.of(events, for: [agent], doorkeeper: log.doorkeeper, always: true, tx).first
        }
        if let bulletin { receiver.tell(bulletin, from: log.apart) }
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
