import Foundation
import Outbox
import Primitives
import Storage

/// Puts letters of the desk into the outbox, in the caller's transaction.
struct LetterBox: Sendable {
    private let desktop: Desktop
    private let department: ID<Department>

    init(_ desktop: Desktop, department: ID<Department>) {
        self.desktop = desktop
        self.department = department
    }

    func put(_ letter: AccountLetter, _ tx: Transaction) throws {
        let now = desktop.now()
        let envelope = String(decoding: try JSONEncoder().encode(letter), as: UTF8.self)
        try OutboxStore(tx).put(
            desktop.ids.next(), department: department, channel: "email", owner: 0, isMachine: true, envelope: envelope, due: now, at: now)
    }
}

extension Parcel {
    /// The letter in it; `nil` for what belongs to a ticket.
    var letter: AccountLetter? {
        owner == 0 ? try? JSONDecoder().decode(AccountLetter.self, from: Data(envelope.utf8)) : nil
    }
}
