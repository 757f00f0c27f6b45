import NIOCore
import NIOSSL
import Synchronization

/// What all connections of a listener share: its rules, its memory, and who is inside.
final class SMTPDoor: Sendable {
    /// Told to every connection when the listener stops.
    struct Closing: Sendable {}

    private struct Inside {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var perAddress: [String: Int] = [:]
        var isClosing = false
    }

    let house: SMTPDialogue.House
    let acceptance: SMTPAcceptance
    let budget: SMTPBudget
    let tls: NIOSSLContext?
    let speaksTLSAtOnce: Bool
    private let inside = Mutex(Inside())

    init(_ configuration: SMTPListener.Configuration, _ acceptance: SMTPAcceptance) throws {
        house = SMTPDialogue.House(
            hostname: configuration.hostname, dialect: configuration.dialect, limits: configuration.limits,
            offersTLS: configuration.encryption.isOfferedLater)
        self.acceptance = acceptance
        budget = SMTPBudget(limit: configuration.limits.held)
        tls = try configuration.encryption.context()
        speaksTLSAtOnce = configuration.encryption.isImmediate
    }

    /// Lets a connection in, or says why not.
    func admit(_ channel: any Channel, from address: String) -> SMTPReply? {
        inside.withLock { inside in
            guard !inside.isClosing, inside.channels.count < house.limits.connections else {
                return SMTPReply(421, SMTPStatus(4, 3, 2), "\(house.hostname) too many connections, please try again")
            }
            guard inside.perAddress[address, default: 0] < house.limits.connectionsPerAddress else {
                return SMTPReply(421, SMTPStatus(4, 7, 0), "\(house.hostname) too many connections from your address")
            }
            inside.channels[ObjectIdentifier(channel)] = channel
            inside.perAddress[address, default: 0] += 1
            return nil
        }
    }

    func left(_ channel: any Channel, from address: String) {
        inside.withLock { inside in
            guard inside.channels.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
            let rest = inside.perAddress[address, default: 1] - 1
            inside.perAddress[address] = rest > 0 ? rest : nil
        }
    }

    /// Lets nobody in from now on; gives back who is inside.
    func close() -> [any Channel] {
        inside.withLock { inside in
            inside.isClosing = true
            return Array(inside.channels.values)
        }
    }
}
