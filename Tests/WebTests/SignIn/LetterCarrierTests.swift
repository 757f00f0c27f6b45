import Accounts
import Channels
import HummingbirdTesting
import Mail
import Outbox
import Primitives
import Storage
import Synchronization
import Testing
import Tickets

@testable import Web

@Suite struct LetterCarrierTests {
    @Test("a letter leaves through the relay, and its secret is kept with no parcel's bytes")
    func leaves() async throws {
        let taken = Box()
        let acceptance = SMTPAcceptance(
            recipient: { _, _ in .accepted() },
            deliver: { envelope, bytes in
                taken.put(envelope.recipients, String(decoding: bytes, as: UTF8.self))
                return .whole(.accepted("stored"))
            })
        let running = try await SMTPListener(
            configuration: SMTPListener.Configuration(host: "127.0.0.1", port: 0, hostname: "relay.example"), acceptance: acceptance
        ).start()
        try await TestHouse.open { house in
            let browser = house.stranger(), id = house.shop.id
            _ = try await browser.get("/sign-in/forgotten")
            _ = try await browser.send("/sign-in/forgotten", ["email": house.boss.email])
            let relay = try SMTPRelay(host: "127.0.0.1", port: running.port, protection: .never)
            let carrier = LetterCarrier(
                house.desktop, hostname: "desk.example", relay: { _ in relay }, others: Nobody())
            let parcel = try #require(try await house.desktop.db.read { tx in try OutboxStore(tx).list(department: id, before: nil, most: 1).first })
            let left = Box()
            let delivery = try await carrier.carry(parcel) { bytes in left.put([], String(decoding: bytes, as: UTF8.self)) }
            guard case .sent = delivery else {
                Issue.record("\(delivery)")
                return
            }
            #expect(taken.recipients == [house.boss.email])
            #expect(taken.text.contains("/reset/") && taken.text.contains("Auto-Submitted: auto-generated"))
            #expect(left.text.isEmpty)
        }
        await running.stop()
    }
}

private final class Box: Sendable {
    private let kept = Mutex<([String], String)>(([], ""))

    var recipients: [String] { kept.withLock(\.0) }
    var text: String { kept.withLock(\.1) }

    func put(_ recipients: [String], _ text: String) { kept.withLock { $0 = (recipients, text) } }
}

/// Carries nothing.
private struct Nobody: Carrier {
    let channel = ChannelName.email

    func isOpen(_ department: ID<Department>) -> Bool { true }
    func rest() async {}
    func carry(_ parcel: Parcel, leaving: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Channels.Delivery {
        .refused("nobody")
    }
}
