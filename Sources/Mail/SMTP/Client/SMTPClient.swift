import NIOCore
import NIOPosix

/// A conversation with a relay that carries any number of mails, one after another. Opens its connection when there is
/// a mail, and another when the relay closed the last one.
package actor SMTPClient {
    let relay: SMTPRelay
    let hostname: String
    let timeouts: SMTPTimeouts
    let group: any EventLoopGroup

    var wire: SMTPWire?
    var extensions = SMTPExtensions()
    var isTLS = false
    /// Something was said that a RSET must undo before the next mail.
    private var isUsed = false
    private var isTalking = false
    /// How many callers had their turn, this one included.
    private var turn = 0
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// - Parameter hostname: what we call ourselves: the name this machine has in the DNS, or `[192.0.2.1]`.
    package init(
        relay: SMTPRelay, hostname: String, timeouts: SMTPTimeouts = SMTPTimeouts(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.relay = relay
        self.hostname = hostname.printable(limit: 255).replacing(" ", with: "-")
        self.timeouts = timeouts
        self.group = group
    }

    deinit {
        wire?.close()
    }

    /// Sends a mail. Several callers are served in turn; cancelling the task hangs up.
    /// - Parameters:
    ///   - sender: the return path; empty for `<>`.
    ///   - mail: header and body. Lines that do not end in CRLF are made to.
    ///   - beforeFinalDot: called when all is said but the dot that makes the relay responsible. Throwing withholds the mail.
    package func send(
        from sender: String, to recipients: [String], _ mail: [UInt8],
        beforeFinalDot: @escaping @Sendable () async throws -> Void = {}
    ) async throws(SMTPSendError) -> SMTPReceipt {
        let parcel = SMTPParcel(sender: sender, recipients: recipients, mail: mail)
        return try await inTurn { () async throws(SMTPSendError) in
            try parcel.check()
            try await self.makeReady()
            return try await self.carry(parcel, beforeFinalDot)
        }
    }

    /// Connects and signs in without sending, for trying settings out.
    package func connect() async throws(SMTPSendError) {
        try await inTurn { () async throws(SMTPSendError) in try await self.makeReady() }
    }

    /// Says good-bye. The client can be used again; it connects anew then.
    package func quit() async {
        await takeTurn()
        defer { giveTurn() }
        guard let wire else { return }
        _ = try? await say("QUIT", within: timeouts.quit)
        wire.close()
        self.wire = nil
    }

    private func inTurn<Value: Sendable>(
        _ work: @escaping () async throws(SMTPSendError) -> Value
    ) async throws(SMTPSendError) -> Value {
        await takeTurn()
        defer { giveTurn() }
        let turn = turn
        let result = await withTaskCancellationHandler {
            do throws(SMTPSendError) { return Result<Value, SMTPSendError>.success(try await work()) } catch { return .failure(error) }
        } onCancel: {
            Task { await self.hangUp(in: turn) }
        }
        if case .failure(let error) = result, !error.sparesConnection { hangUp() }
        return try result.get()
    }

    private func takeTurn() async {
        if isTalking { await withCheckedContinuation { queue.append($0) } }
        isTalking = true
        turn += 1
    }

    private func giveTurn() {
        if queue.isEmpty { isTalking = false } else { queue.removeFirst().resume() }
    }

    /// Cancelling comes late at times; it must not cut the next caller's mail.
    private func hangUp(in cancelled: Int) {
        if turn == cancelled, isTalking { hangUp() }
    }

    private func hangUp() {
        wire?.close()
        wire = nil
    }

    /// A connection that knows us, with no mail begun. A connection kept from an earlier mail may be gone by now; as
    /// nothing of this mail was said on it, a new one is no risk.
    private func makeReady() async throws(SMTPSendError) {
        if wire != nil, !isUsed { return }
        if wire != nil, let reply = try? await say("RSET", within: timeouts.command), reply.isPositive {
            isUsed = false
            return
        }
        hangUp()
        isUsed = false
        try await open()
    }

    private func carry(
        _ parcel: SMTPParcel, _ beforeFinalDot: @Sendable () async throws -> Void
    ) async throws(SMTPSendError) -> SMTPReceipt {
        let opening = try parcel.opening(extensions)
        isUsed = true
        let results = try await address(parcel, opening)
        try await transfer(parcel.mail, results, beforeFinalDot)
        let reply = try await at(.finalDot, results) { wire throws(SMTPSendError.Reason) in
            try await wire.write(ByteBuffer(string: ".\r\n"), within: self.timeouts.block)
            return try await wire.reply(within: self.timeouts.finalDot)
        }
        guard reply.isPositive else { throw SMTPSendError(.finalDot, .replied(reply), recipients: results) }
        return SMTPReceipt(recipients: results, reply: reply, isTLS: isTLS)
    }
}

// MARK: - Saying

extension SMTPClient {
    /// A step on the connection; what goes wrong carries how far we were.
    func at<Value: Sendable>(
        _ stage: SMTPSendError.Stage, _ recipients: [SMTPRecipientResult] = [],
        _ step: (SMTPWire) async throws(SMTPSendError.Reason) -> Value
    ) async throws(SMTPSendError) -> Value {
        guard let wire else { throw SMTPSendError(stage, .connectionLost("hung up"), recipients: recipients) }
        do throws(SMTPSendError.Reason) {
            return try await step(wire)
        } catch {
            throw SMTPSendError(stage, error, recipients: recipients)
        }
    }

    func say(_ line: String, within limit: Duration) async throws(SMTPSendError.Reason) -> SMTPReply {
        guard let wire else { throw .connectionLost("hung up") }
        try await wire.write(ByteBuffer(string: line + "\r\n"), within: limit)
        return try await wire.reply(within: limit)
    }
}
