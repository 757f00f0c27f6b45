import Foundation
import NIOCore

extension SMTPClient {
    /// Connects, greets, encrypts and signs in.
    func open() async throws(SMTPSendError) {
        do throws(SMTPSendError.Reason) {
            wire = try await SMTPWire.connect(to: relay, within: timeouts.connect, on: group)
        } catch {
            throw SMTPSendError(.connecting, error)
        }
        // Cancelled while connecting: there was no connection to hang up yet.
        guard !Task.isCancelled else { throw SMTPSendError(.connecting, .connectionLost("cancelled")) }
        isTLS = relay.protection == .immediate
        try await at(.greeting) { wire throws(SMTPSendError.Reason) in
            try await self.expect(2, wire.reply(within: self.timeouts.greeting))
            try await self.greet()
        }
        try await at(.encrypting) { wire throws(SMTPSendError.Reason) in try await self.encrypt(wire) }
        try await at(.signingIn) { _ throws(SMTPSendError.Reason) in try await self.signIn() }
    }

    @discardableResult
    private func expect(_ hundreds: Int, _ reply: SMTPReply) throws(SMTPSendError.Reason) -> SMTPReply {
        guard reply.code / 100 == hundreds else { throw .replied(reply) }
        return reply
    }

    private func command(_ line: String) async throws(SMTPSendError.Reason) -> SMTPReply {
        try await say(line, within: timeouts.command)
    }

    /// EHLO, and HELO for servers that know no other (RFC 5321 §3.2).
    private func greet() async throws(SMTPSendError.Reason) {
        let reply = try await command("EHLO \(hostname)")
        extensions = reply.isPositive ? SMTPExtensions(reply) : SMTPExtensions()
        if reply.isPositive { return }
        guard reply.isPermanent else { throw .replied(reply) }
        try expect(2, await command("HELO \(hostname)"))
    }

    private func encrypt(_ wire: SMTPWire) async throws(SMTPSendError.Reason) {
        guard !isTLS, relay.protection != .never else { return }
        let isNeeded = relay.protection == .required
        guard extensions.has("STARTTLS") else {
            if isNeeded { throw .tlsUnavailable } else { return }
        }
        let reply = try await command("STARTTLS")
        guard reply.isPositive else {
            if isNeeded || reply.code == 421 { throw .replied(reply) } else { return }
        }
        try await wire.secure(relay)
        isTLS = true
        // What was offered in the clear may have been offered by anybody (RFC 3207 §4.2).
        try await greet()
    }

    private func signIn() async throws(SMTPSendError.Reason) {
        guard let credentials = relay.credentials else { return }
        switch credentials.secret {
        case .token(let token) where extensions.signIns.contains("XOAUTH2"): try await signIn(credentials.user, with: token)
        case .password(let password) where extensions.signIns.contains("PLAIN"):
            try expect(2, await command("AUTH PLAIN " + base64("\0\(credentials.user)\0\(password)")))
        case .password(let password) where extensions.signIns.contains("LOGIN"):
            try expect(3, await command("AUTH LOGIN"))
            try expect(3, await command(base64(credentials.user)))
            try expect(2, await command(base64(password)))
        default: throw .noSignIn
        }
    }

    /// A refused token is answered with a challenge that wants an empty line before the real reply.
    private func signIn(_ user: String, with token: @Sendable () async throws -> String) async throws(SMTPSendError.Reason) {
        let secret: String
        do { secret = try await token() } catch { throw .noToken(String(describing: error).printable(limit: 300)) }
        let reply = try await command("AUTH XOAUTH2 " + base64("user=\(user)\u{1}auth=Bearer \(secret)\u{1}\u{1}"))
        try expect(2, reply.code == 334 ? await command("") : reply)
    }

    private func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString()
    }
}

extension SMTPRelay {
    /// Sends one mail over a connection of its own. See ``SMTPClient/send(from:to:_:beforeFinalDot:)``.
    package func send(
        from sender: String, to recipients: [String], _ mail: [UInt8], hostname: String, timeouts: SMTPTimeouts = SMTPTimeouts(),
        beforeFinalDot: @escaping @Sendable () async throws -> Void = {}
    ) async throws(SMTPSendError) -> SMTPReceipt {
        let client = SMTPClient(relay: self, hostname: hostname, timeouts: timeouts)
        let receipt = try await client.send(from: sender, to: recipients, mail, beforeFinalDot: beforeFinalDot)
        await client.quit()
        return receipt
    }
}
