import NIOCore
import NIOPosix
import NIOSSL

/// A connection to a server: bytes out, replies in, each wait with its limit.
struct SMTPWire: Sendable {
    private let channel: any Channel
    private let inbox: NIOLoopBound<SMTPInbox>

    static func connect(
        to relay: SMTPRelay, within limit: Duration, on group: any EventLoopGroup
    ) async throws(SMTPSendError.Reason) -> SMTPWire {
        do {
            return try await ClientBootstrap(group: group)
                .connectTimeout(TimeAmount(limit))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: relay.host, port: relay.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let inbox = SMTPInbox()
                        if relay.protection == .immediate { try channel.pipeline.syncOperations.addHandler(relay.tlsHandler()) }
                        try channel.pipeline.syncOperations.addHandler(inbox)
                        return SMTPWire(channel: channel, inbox: NIOLoopBound(inbox, eventLoop: channel.eventLoop))
                    }
                }
        } catch {
            throw .unreachable(String(describing: error).printable(limit: 300))
        }
    }

    func write(_ bytes: ByteBuffer, within limit: Duration) async throws(SMTPSendError.Reason) {
        let written = channel.eventLoop.makePromise(of: Void.self)
        channel.writeAndFlush(bytes, promise: written)
        try await wait(for: written.futureResult, within: limit)
    }

    /// The next reply.
    func reply(within limit: Duration) async throws(SMTPSendError.Reason) -> SMTPReply {
        let coming = channel.eventLoop.makePromise(of: SMTPReply.self)
        channel.eventLoop.execute { inbox.value.next(coming) }
        return try await wait(for: coming.futureResult, within: limit)
    }

    /// A reply that came without being asked for, or the end of the connection; `nil` while the server keeps quiet.
    func interruption() async -> SMTPSendError.Reason? {
        try? await channel.eventLoop.submit { inbox.value.interruption() }.get()
    }

    /// Speaks TLS from here on. What the server sent in the clear behind its 220 is refused: it could pass for encrypted.
    func secure(_ relay: SMTPRelay) async throws(SMTPSendError.Reason) {
        let channel = channel
        let done = channel.eventLoop.submit {
            guard inbox.value.isEmpty else { throw SMTPSendError.Reason.tlsFailed("the server spoke on after STARTTLS") }
            try channel.pipeline.syncOperations.addHandler(relay.tlsHandler(), position: .first)
        }
        do { try await done.get() } catch let reason as SMTPSendError.Reason { throw reason } catch {
            throw .tlsFailed(String(describing: error).printable(limit: 300))
        }
    }

    func close() {
        channel.close(promise: nil)
    }

    private func wait<Value: Sendable>(
        for future: EventLoopFuture<Value>, within limit: Duration
    ) async throws(SMTPSendError.Reason) -> Value {
        let alarm = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            inbox.value.fail(.timedOut)
            channel.close(promise: nil)
        }
        defer { alarm.cancel() }
        do {
            return try await future.get()
        } catch let reason as SMTPSendError.Reason {
            throw reason
        } catch {
            throw await interruption() ?? .connectionLost(String(describing: error).printable(limit: 300))
        }
    }
}

extension SMTPRelay {
    fileprivate func tlsHandler() throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = checksCertificate && protection != .optional ? .fullVerification : .none
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: NIOSSLContext(configuration: configuration), serverHostname: isAddress ? nil : host)
    }
}

/// Keeps what the server says until somebody asks, and says at most one reply for each question.
final class SMTPInbox: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// More than this without being asked is an attack.
    private static let capacity = 1 << 20

    private var buffer = ByteBuffer()
    private var reader = SMTPReplyReader()
    private var waiting: EventLoopPromise<SMTPReply>?
    private var failure: SMTPSendError.Reason?

    var isEmpty: Bool { buffer.readableBytes == 0 && failure == nil }

    func next(_ promise: EventLoopPromise<SMTPReply>) {
        waiting = promise
        look()
    }

    func interruption() -> SMTPSendError.Reason? {
        do throws(SMTPSendError.Reason) {
            return try reader.next(from: &buffer).map { .replied($0) } ?? failure
        } catch {
            return error
        }
    }

    func fail(_ reason: SMTPSendError.Reason) {
        if failure == nil { failure = reason }
        look()
    }

    /// Replies that are here count even when the connection is gone.
    private func look() {
        guard let promise = waiting else { return }
        do throws(SMTPSendError.Reason) {
            if let reply = try reader.next(from: &buffer) {
                waiting = nil
                promise.succeed(reply)
            } else if let failure {
                throw failure
            }
        } catch {
            waiting = nil
            failure = error
            promise.fail(error)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        buffer.writeBuffer(&bytes)
        look()
        guard buffer.readableBytes > Self.capacity else { return }
        fail(.notUnderstood("the server does not stop talking"))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.connectionLost("the server closed the connection"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Without the source files of the machine it was built on.
        let words = String(describing: error).replacing(/\ at \/\S+?:\d+/, with: "").printable(limit: 300)
        switch error {
        case NIOSSLError.uncleanShutdown: fail(.connectionLost("the server closed the connection"))
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: fail(.tlsFailed(words))
        default: fail(.connectionLost(words))
        }
        context.close(promise: nil)
    }
}
