import Events
import Logging
import Outbox
import Primitives
import Storage
import Synchronization
import Testing
import Tickets

@testable import Channels

/// A way out that says what the test tells it to.
private final class TestCarrier: Carrier {
    let channel = ChannelName.email
    private let state: Mutex<(answers: [Delivery], carried: [[UInt8]], isOpen: Bool)>
    private let desk: MailDesk
    /// Runs before the last byte leaves.
    private let interrupt: @Sendable (Parcel) async throws -> Void
    /// Runs after it.
    private let left: @Sendable () async throws -> Void

    init(
        _ desk: MailDesk, _ answers: [Delivery], isOpen: Bool = true, interrupt: @escaping @Sendable (Parcel) async throws -> Void = { _ in },
        left: @escaping @Sendable () async throws -> Void = {}
    ) {
        self.desk = desk
        self.interrupt = interrupt
        self.left = left
        state = Mutex((answers, [], isOpen))
    }

    var carried: [[UInt8]] { state.withLock { $0.carried } }

    func isOpen(_ department: ID<Department>) -> Bool { state.withLock { $0.isOpen } }
    func rest() async {}

    func carry(_ parcel: Parcel, leaving: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Delivery {
        let letter = try await desk.letter(parcel)
        try await interrupt(parcel)
        try await leaving(letter.bytes)
        try await left()
        return state.withLock { state in
            state.carried.append(letter.bytes)
            return state.answers.isEmpty ? .sent("250 ok") : state.answers.removeFirst()
        }
    }
}

@Suite("An answer on its way")
struct DispatchTests {
    private static let log: Logger = {
        var log = Logger(label: "test")
        log.logLevel = .critical
        return log
    }()

    private func answered(_ desk: MailDesk) async throws -> ID<Message> {
        let first = try await desk.arrive(mail(id: "1@a"))
        return try await desk.reply("In autumn.", on: try #require(first.ticket), to: ["ana@example.org"])
    }

    private func last(_ desk: MailDesk) async throws -> Parcel { try #require(try await desk.outbox().last) }

    @Test("is sent once")
    func sent() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let carrier = TestCarrier(desk, [.sent("250 queued as 1")])
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            #expect(try await dispatch.sendDue() == 1)
            #expect(try await dispatch.sendDue() == 0)
            #expect(try await last(desk).state == .sent && carrier.carried.count == 1)
        }
    }

    @Test("is known to have left as soon as that can be written")
    func unwritten() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let carrier = TestCarrier(desk, [.sent("250 queued as 1")], left: {
                _ = try await desk.db.write { tx in try tx.run("ALTER TABLE outbox RENAME TO outbox_away") }
            })
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            await #expect(throws: (any Error).self) { try await dispatch.sendDue() }
            await #expect(throws: (any Error).self) { try await dispatch.sendDue() }
            try await desk.db.write { tx in try tx.run("ALTER TABLE outbox_away RENAME TO outbox") }
            try await dispatch.sendDue()
            let parcel = try await last(desk)
            #expect(parcel.state == .sent && parcel.words == "250 queued as 1" && carrier.carried.count == 1)
        }
    }

    @Test("waits and is tried again, later each time, with the same bytes, for four days")
    func retried() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let carrier = TestCarrier(desk, Array(repeating: .notYet("451 later"), count: 200))
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            for _ in 0..<200 where try await last(desk).state != .failed {
                try await dispatch.sendDue()
                desk.time.advance(by: .hours(1))
            }
            let parcel = try await last(desk)
            #expect(parcel.state == .failed && parcel.words == "451 later")
            #expect((20...40).contains(carrier.carried.count))
            #expect(Set(carrier.carried).count == 1)
        }
    }

    @Test("is given up when the other side says never")
    func refused() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let dispatch = Dispatch(desk: desk.desk, carriers: [TestCarrier(desk, [.refused("550 no")])], log: Self.log)
            try await dispatch.sendDue()
            #expect(try await last(desk).state == .failed)
        }
    }

    @Test("of a person without an answer goes again as it was and says that it may have arrived twice; a machine's does not")
    func inDoubt() async throws {
        try await MailDesk.with { desk in
            let id = try await answered(desk)
            let carrier = TestCarrier(desk, [.unknown("timed out")])
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            try await dispatch.sendDue()
            desk.time.advance(by: .minutes(5))
            try await dispatch.sendDue()
            #expect(carrier.carried.count == 2 && Set(carrier.carried).count == 1)
            #expect(try await last(desk).state == .sent)
            let message = try await desk.read { tx, department in try MessageStore(tx, department: department).find(id) }
            #expect(message?.twice == true)
        }
        try await MailDesk.with { desk in
            try await desk.arrive(mail(id: "1@a"))
            try await desk.reading.catchUp()
            let carrier = TestCarrier(desk, [.unknown("timed out")])
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            try await dispatch.sendDue()
            desk.time.advance(by: .days(2))
            try await dispatch.sendDue()
            #expect(try await last(desk).state == .inDoubt && carrier.carried.count == 1)
        }
    }

    @Test("that a program died over is sent again by another, once its lease is over")
    func abandoned() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let now = desk.time.clock.now()
            try await desk.db.write { tx in
                for parcel in try OutboxStore(tx).take(most: 9, at: now, lease: now + .minutes(15)) {
                    try OutboxStore(tx).markSending(parcel.id, content: nil)
                }
            }
            let carrier = TestCarrier(desk, [])
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            #expect(try await dispatch.sendDue() == 0)
            desk.time.advance(by: .minutes(16))
            #expect(try await dispatch.sendDue() == 1)
            #expect(try await last(desk).state == .sent)
        }
    }

    @Test("that another has sent meanwhile is left to them")
    func tooLate() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let carrier = TestCarrier(desk, []) { parcel in
                try await desk.write { tx, _ in
                    try OutboxStore(tx).markSending(parcel.id, content: nil)
                }
            }
            let dispatch = Dispatch(desk: desk.desk, carriers: [carrier], log: Self.log)
            try await dispatch.sendDue()
            #expect(carrier.carried.isEmpty)
            let parcel = try await last(desk)
            #expect(parcel.state == .sending && parcel.words == nil)
        }
    }

    @Test("without a way out stays in the outbox as it is")
    func noRelay() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let dispatch = Dispatch(desk: desk.desk, carriers: [TestCarrier(desk, [], isOpen: false)], log: Self.log)
            #expect(try await dispatch.sendDue() == 0)
            let parcel = try await last(desk)
            #expect(parcel.state == .due && parcel.tries == 0)
        }
    }
}
