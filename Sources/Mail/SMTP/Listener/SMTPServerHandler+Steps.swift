import NIOCore
import NIOSSL

extension SMTPServerHandler {
    func perform(_ step: SMTPDialogue.Step, _ context: ChannelHandlerContext) {
        if dialogue.envelope == nil { body = nil }
        switch step {
        case .reply(let reply): say(reply)
        case .ask(let address): ask(address, context)
        case .data:
            say(SMTPReply(354, "end with CR LF . CR LF"))
            body = newBody()
            mode = .data(SMTPDataReader())
        case .chunk(let bytes, let isLast):
            if body == nil { body = newBody() }
            mode = .chunk(left: bytes, isLast: isLast)
        case .skip(let bytes, let reply): mode = .skip(left: bytes, reply)
        case .secure(let reply): secure(reply, context)
        case .leave(let reply): leave(context, reply)
        }
    }

    private func newBody() -> SMTPBody {
        SMTPBody(promised: dialogue.envelope?.promisedSize ?? 0, budget: door.budget, limits: door.house.limits)
    }

    private func ask(_ address: String, _ context: ChannelHandlerContext) {
        guard let envelope = dialogue.envelope else { return }
        let acceptance = door.acceptance
        wait(context, for: { await acceptance.recipient(address, envelope) }) { verdict in
            self.perform(self.dialogue.heard(verdict, for: address), context)
        }
    }

    /// Gives the whole mail away and answers with what became of it.
    func hand(_ context: ChannelHandlerContext) {
        guard let envelope = dialogue.envelope else { return }
        if let refusal = body?.refusal { return conclude(Array(repeating: refusal, count: replies(envelope))) }
        let acceptance = door.acceptance
        let bytes = body?.bytes ?? []
        // Before flushing: that can make the channel writable again, which would go on reading at once.
        isWaiting = true
        flush(context)
        wait(context, for: { await acceptance.deliver(envelope, bytes) }) { outcome in
            let isLMTP = self.door.house.dialect == .lmtp
            let verdicts = isLMTP ? outcome.spread(over: envelope.recipients.count) : [outcome.folded]
            self.conclude(verdicts.map { $0.reply(SMTPStatus(2, 6, 0)) })
        }
    }

    private func replies(_ envelope: SMTPEnvelope) -> Int {
        door.house.dialect == .lmtp ? envelope.recipients.count : 1
    }

    private func conclude(_ replies: [SMTPReply]) {
        replies.forEach(say)
        dialogue.endMail()
        body = nil
    }

    private func wait<Answer: Sendable>(
        _ context: ChannelHandlerContext, for question: @escaping @Sendable () async -> Answer, then act: @escaping (Answer) -> Void
    ) {
        isWaiting = true
        context.eventLoop.makeFutureWithTask(question).assumeIsolated().whenSuccess { answer in
            self.isWaiting = false
            if case .leaving = self.mode { return }
            act(answer)
            self.proceed(context)
        }
    }

    /// Whatever came together with STARTTLS was not encrypted and could pass for what is (CVE-2011-0411).
    private func secure(_ reply: SMTPReply, _ context: ChannelHandlerContext) {
        guard input.readableBytes == 0, let tls = door.tls else {
            return leave(context, SMTPReply(554, SMTPStatus(5, 5, 0), "nothing may follow STARTTLS before TLS"))
        }
        say(reply)
        flush(context)
        do {
            try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
            dialogue.secured()
            body = nil
        } catch {
            errorCaught(context: context, error: error)
        }
    }

    func say(_ reply: SMTPReply) {
        reply.write(to: &output)
    }

    func flush(_ context: ChannelHandlerContext) {
        guard output.readableBytes > 0 else { return }
        let bytes = output
        output = ByteBuffer()
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    func leave(_ context: ChannelHandlerContext, _ reply: SMTPReply) {
        if case .leaving = mode { return }
        mode = .leaving
        body = nil
        guard context.channel.isWritable else { return context.close(promise: nil) }
        say(reply)
        let bytes = output
        output = ByteBuffer()
        context.writeAndFlush(wrapOutboundOut(bytes)).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
}
