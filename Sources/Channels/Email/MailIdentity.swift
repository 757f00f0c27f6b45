import Foundation
import Primitives
import Storage
import Tickets

/// The addresses and ids by which our own mail is known again. Both carry a code that only this desk can make, with the number of
/// its key, so they verify after a rotation.
package struct MailIdentity: Sendable {
    /// `support@example.com`: what answers come from.
    package let address: String
    package let name: String
    private let keyring: Keyring

    package init(address: String, name: String, keyring: Keyring) {
        self.address = address
        self.name = name
        self.keyring = keyring
    }

    private var local: Substring { address.prefix { $0 != "@" } }
    private var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

    /// `support+<ticket>.<code>@example.com`: an answer to it finds its ticket.
    package func replyAddress(of ticket: ID<Ticket>) -> String {
        let name = String(ticket.rawValue, radix: 36)
        return "\(local)+\(name).\(keyring.sign("reply:\(name)", for: .mail))@\(domain)"
    }

    /// The ticket of an address of that kind; `nil` for any other, also for one with a wrong code.
    package func ticket(ofReplyAddress address: String) -> ID<Ticket>? {
        let local = address.prefix { $0 != "@" }
        guard let plus = local.lastIndex(of: "+") else { return nil }
        return id(in: local[local.index(after: plus)...], what: "reply")
    }

    /// The Message-ID of a message of ours, without angle brackets.
    package func messageID(of message: ID<Message>) -> String {
        let name = String(message.rawValue, radix: 36)
        return "\(name).\(keyring.sign("message:\(name)", for: .mail))@\(domain)"
    }

    /// The message of an id of that kind; `nil` for any other, also for one with a wrong code.
    package func message(ofMessageID id: String) -> ID<Message>? {
        self.id(in: id.prefix { $0 != "@" }, what: "message")
    }

    private func id<Named>(in text: Substring, what: String) -> ID<Named>? {
        let parts = text.lowercased().split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let value = Int64(parts[0], radix: 36), value > 0,
            keyring.verify(parts[1], of: "\(what):\(parts[0])", for: .mail)
        else { return nil }
        return ID(value)
    }

    /// What the header ``loopHeader`` of our mail says.
    package var loopMark: String { keyring.sign("loop", for: .mail) }

    package func isLoopMark(_ text: String) -> Bool {
        keyring.verify(text.trimmed, of: "loop", for: .mail)
    }

    /// Stands on all mail that no person of ours wrote.
    package static let loopHeader = "X-Amparo-Loop"
}
