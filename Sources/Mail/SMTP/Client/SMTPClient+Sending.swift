import NIOCore

extension SMTPClient {
    /// MAIL and RCPT; all in one go where the server allows it (RFC 2920).
    /// - Returns: what was said to each recipient, at least one of them accepted.
    func address(_ parcel: SMTPParcel, _ opening: String) async throws(SMTPSendError) -> [SMTPRecipientResult] {
        let known = parcel.recipients.filter(SMTPPath.canName)
        let isPipelined = extensions.has("PIPELINING")
        if isPipelined { try await write([opening] + known.map { "RCPT TO:<\($0)>" }) } else { try await write([opening]) }
        let answer = try await at(.sender) { wire throws(SMTPSendError.Reason) in try await wire.reply(within: self.timeouts.command) }
        var replies: [SMTPReply] = []
        for address in known where isPipelined || answer.isPositive {
            if !isPipelined { try await write(["RCPT TO:<\(address)>"]) }
            replies.append(
                try await at(.recipients) { wire throws(SMTPSendError.Reason) in try await wire.reply(within: self.timeouts.recipient) })
        }
        guard answer.isPositive else { throw SMTPSendError(.sender, .replied(answer)) }
        let results = results(parcel.recipients, Dictionary(zip(known, replies)) { first, _ in first })
        guard results.contains(where: \.isAccepted) else { throw SMTPSendError(.recipients, .recipientsRefused, recipients: results) }
        return results
    }

    private func write(_ lines: [String]) async throws(SMTPSendError) {
        var bytes = ByteBuffer()
        for line in lines { bytes.writeString(line + "\r\n") }
        try await at(.sender) { wire throws(SMTPSendError.Reason) in try await wire.write(bytes, within: self.timeouts.command) }
    }

    private func results(_ addresses: [String], _ replies: [String: SMTPReply]) -> [SMTPRecipientResult] {
        let noAddress = SMTPReply(553, SMTPStatus(5, 1, 3), "not an e-mail address")
        return addresses.map { SMTPRecipientResult(address: $0, reply: replies[$0] ?? noAddress) }
    }

    /// DATA and the mail, up to where only the final dot is missing.
    func transfer(
        _ mail: [UInt8], _ results: [SMTPRecipientResult], _ beforeFinalDot: @Sendable () async throws -> Void
    ) async throws(SMTPSendError) {
        try await at(.data, results) { wire throws(SMTPSendError.Reason) in
            let go = try await self.say("DATA", within: self.timeouts.data)
            guard go.code == 354 else { throw .replied(go) }
            try await self.write(mail, on: wire)
            if let reason = await wire.interruption() { throw reason }
            do { try await beforeFinalDot() } catch { throw .withheld(String(describing: error).printable(limit: 300)) }
            // The connection may have ended meanwhile; as the dot is not out yet, that leaves no doubt.
            if let reason = await wire.interruption() { throw reason }
        }
    }

    private func write(_ mail: [UInt8], on wire: SMTPWire) async throws(SMTPSendError.Reason) {
        var writer = SMTPDataWriter()
        for start in stride(from: 0, to: mail.count, by: 65536) {
            let piece = mail[start..<min(start + 65536, mail.count)]
            var bytes = ByteBufferAllocator().buffer(capacity: piece.count + 1024)
            writer.write(piece, into: &bytes)
            if piece.endIndex == mail.count { writer.finish(into: &bytes) }
            try await wire.write(bytes, within: timeouts.block)
        }
    }
}
