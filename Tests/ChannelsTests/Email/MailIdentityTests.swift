import Foundation
import Primitives
import Tickets
import Testing

@testable import Channels

@Suite("An address or id of ours")
struct MailIdentityTests {
    @Test("leads to its ticket or message, whatever the case of its letters")
    func leads() async throws {
        try await MailDesk.with { desk in
            let identity = desk.identity
            let address = identity.replyAddress(of: ID(123_456_789_012))
            #expect(address.hasPrefix("support+") && address.hasSuffix("@desk.example"))
            #expect(identity.ticket(ofReplyAddress: address) == ID(123_456_789_012))
            #expect(identity.ticket(ofReplyAddress: address.uppercased()) == ID(123_456_789_012))
            let id = identity.messageID(of: ID(42))
            #expect(identity.message(ofMessageID: id) == ID(42))
        }
    }

    @Test("says nothing once a single letter of it was changed")
    func isTampered() async throws {
        try await MailDesk.with { desk in
            let identity = desk.identity
            let address = identity.replyAddress(of: ID(99))
            let at = address.firstIndex(of: "@") ?? address.endIndex
            for index in address[..<at].indices where index > (address.firstIndex(of: "+") ?? address.startIndex) {
                let old = address[index]
                let changed = address.replacingCharacters(in: index...index, with: old == "a" ? "b" : "a")
                #expect(identity.ticket(ofReplyAddress: changed) == nil, "\(changed)")
            }
            let message = identity.messageID(of: ID(99))
            #expect(identity.message(ofMessageID: message.replacing("2r.", with: "2s.")) == nil)
            // A ticket's code is no message's.
            #expect(identity.message(ofMessageID: String(address.dropFirst("support+".count))) == nil)
        }
    }

    @Test("is not read out of nonsense", arguments: [
        "", "+", "@", "support+@desk.example", "support+.@desk.example", "support+a.@desk.example", "support+-5.1aaaaaaaaaaaaaaaaaaaa@x",
        "support+zzzzzzzzzzzzzzzzzzzzzzzz.1aaaaaaaaaaaaaaaaaaaa@x", "support+1.999999999999999999999aaaaaaaaaaaaaaaaaaaa@x",
    ])
    func isNonsense(_ text: String) async throws {
        try await MailDesk.with { desk in
            #expect(desk.identity.ticket(ofReplyAddress: text) == nil)
            #expect(desk.identity.message(ofMessageID: text) == nil)
        }
    }
}
