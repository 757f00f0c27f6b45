import Customisation
import Events
import Logging
import Outbox
import Primitives
import Storage
import Synchronization
import Tickets

/// What became of a parcel that a channel was given.
package enum Delivery: Sendable, Equatable {
    /// With the other side's words.
    case sent(String)
    /// May work later.
    case notYet(String)
    /// Never will.
    case refused(String)
    /// It left, and no answer came.
    case unknown(String)
}

/// A way out. Sends one parcel once; calls `leaving` with the bytes right before the last of them goes, and sends nothing when that
/// throws.
package protocol Carrier: Sendable {
    var channel: ChannelName { get }
    /// Whether there is a way out at all; without one parcels wait and are shown.
    func isOpen(_ department: ID<Department>) -> Bool
    func carry(_ parcel: Parcel, leaving: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Delivery
    /// Nothing is to be sent for now: connections may close.
    func rest() async
}

/// Takes parcels whose time has come and hands them to their channels, each once.
package struct Dispatch: Sendable {
    /// Renewed while the work lasts; what a process that died had taken waits so long.
    private static let lease = Duration.seconds(30)
    /// Tried for four days, as mail is.
    private static let giveUp = Duration.days(4)
    /// Looks at the outbox so often at least: clocks may be moved.
    private static let longestRest = Duration.seconds(5)

    private let desk: Desk
    private let carriers: [String: any Carrier]
    private let log: Logger
    private let unwritten = UnwrittenDeliveries()

    package init(desk: Desk, carriers: [any Carrier], log: Logger) {
        self.desk = desk
        self.carriers = Dictionary(carriers.map { ($0.channel.rawValue, $0) }, uniquingKeysWith: { $1 })
        self.log = log
    }

    /// Sends until the task is cancelled.
    package func run() async {
        await desk.db.commits.watch(rest: .milliseconds(100)) {
            do {
                while try await sendDue() > 0, !Task.isCancelled {}
                for carrier in carriers.values { await carrier.rest() }
                let next = try await desk.db.read { tx in try OutboxStore(tx).nextDue() }
                return next.map { min(max($0 - desk.now(), .milliseconds(100)), Self.longestRest) } ?? Self.longestRest
            } catch {
                log.error("dispatch", metadata: ["error": "\(error)"])
                return Self.longestRest
            }
        }
    }

    /// Sends what is due now; how many parcels were tried.
    @discardableResult
    package func sendDue() async throws -> Int {
        let now = desk.now()
        try await writeRest()
        try await resolveAbandoned(at: now)
        let isIdle = try await desk.db.read { tx in try OutboxStore(tx).nextDue().map { $0 > now } ?? true }
        if isIdle { return 0 }
        let parcels = try await desk.db.write { tx in try OutboxStore(tx).take(most: 20, at: now, lease: now + Self.lease) }
        let renewing = Task { try await renew(parcels.map(\.id), from: now + Self.lease) }
        defer { renewing.cancel() }
        var waiting: [ID<Parcel>] = []
        for parcel in parcels {
            if let carrier = carriers[parcel.channel], carrier.isOpen(parcel.department) {
                try await send(parcel, by: carrier)
            } else {
                waiting.append(parcel.id)
            }
        }
        try await postpone(waiting)
        return parcels.count - waiting.count
    }

    private func renew(_ parcels: [ID<Parcel>], from first: Instant) async throws {
        var lease = first
        while true {
            try await Task.sleep(for: Self.lease / 3)
            let (old, later) = (lease, desk.now() + Self.lease)
            do {
                try await desk.db.write { tx in try OutboxStore(tx).hold(parcels, from: old, until: later) }
                lease = later
            } catch {
                log.error("dispatch", metadata: ["error": "\(error)"])
            }
        }
    }

    /// What was to be written when that failed, as with a full disk.
    private func writeRest() async throws {
        while let (parcel, delivery) = unwritten.first {
            try await finish(parcel, delivery)
            unwritten.remove(parcel.id)
        }
    }

    private func send(_ parcel: Parcel, by carrier: any Carrier) async throws {
        let isLost = Mutex(false)
        let delivery: Delivery
        do {
            delivery = try await carrier.carry(parcel) { bytes in
                do {
                    try await leave(parcel, bytes)
                } catch OutboxError.tooLate {
                    isLost.withLock { $0 = true }
                    throw OutboxError.tooLate
                }
            }
        } catch {
            delivery = .notYet("\(error)")
        }
        // Someone else has it: what becomes of it is theirs to say.
        if isLost.withLock({ $0 }) { return }
        do {
            try await finish(parcel, delivery)
        } catch {
            unwritten.keep(delivery, of: parcel)
            throw error
        }
    }

    /// Without a way out they stay in the outbox, where they are shown, and are looked at again in a while.
    private func postpone(_ parcels: [ID<Parcel>]) async throws {
        if parcels.isEmpty { return }
        let due = desk.now() + .seconds(60)
        try await desk.db.write { tx in try OutboxStore(tx).wait(parcels, until: due) }
    }

    private func leave(_ parcel: Parcel, _ bytes: [UInt8]) async throws {
        let blob = try await desk.blobs.prepare(bytes), now = desk.now()
        try await desk.db.write { tx in
            try blob.keep(department: parcel.department.rawValue, at: now, tx)
            try OutboxStore(tx).markSending(parcel.id, content: blob.hash)
        }
    }

    private func finish(_ parcel: Parcel, _ delivery: Delivery) async throws {
        let now = desk.now()
        try await desk.db.write { tx in
            let store = OutboxStore(tx)
            let state: String
            switch delivery {
            case .sent(let words):
                try store.markSent(parcel.id, words: words, at: now)
                state = "sent"
            case .refused(let words):
                try store.markFailed(parcel.id, words: words, at: now)
                state = "failed"
            case .unknown(let words) where parcel.isMachine:
                try store.markInDoubt(parcel.id, words: words, at: now)
                state = "inDoubt"
            case .unknown(let words):
                try desk.markTwice(ID(parcel.owner), in: parcel.department, tx)
                state = try again(parcel, words, store, at: now)
            case .notYet(let words): state = try again(parcel, words, store, at: now)
            }
            try tell(parcel, state, at: now, tx)
        }
    }

    private func again(_ parcel: Parcel, _ words: String, _ store: OutboxStore, at now: Instant) throws -> String {
        if now - parcel.made > Self.giveUp {
            try store.markFailed(parcel.id, words: words, at: now)
            return "failed"
        }
        try store.retry(parcel.id, due: now + Self.pause(after: parcel.tries + 1), words: words)
        return "waiting"
    }

    private func tell(_ parcel: Parcel, _ state: String, at now: Instant, _ tx: Transaction) throws {
        guard let message = try MessageStore(tx, department: parcel.department).find(ID(parcel.owner)) else { return }
        try desk.tellDelivery(of: message, state: state, in: parcel.department, at: now, tx)
    }

    private func resolveAbandoned(at now: Instant) async throws {
        guard try await desk.db.read({ tx in try OutboxStore(tx).hasAbandoned(at: now) }) else { return }
        try await desk.db.write { tx in
            for parcel in try OutboxStore(tx).resolveAbandoned(at: now) {
                try desk.markTwice(ID(parcel.owner), in: parcel.department, tx)
            }
        }
    }

    /// 1, 2, 4 … minutes, at most 4 hours (RFC 5321 §4.5.4.1 asks for at least 30 minutes in the long run).
    private static func pause(after tries: Int) -> Duration {
        .minutes(min(1 << min(max(tries - 1, 0), 8), 240))
    }
}
