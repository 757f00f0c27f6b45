import NIOCore
import NIOPosix
import NIOSSL

/// Receives mail by SMTP (RFC 5321) or LMTP (RFC 2033) with SIZE, 8BITMIME, SMTPUTF8, PIPELINING, ENHANCEDSTATUSCODES,
/// CHUNKING and STARTTLS. Says 250 to a mail only after its ``SMTPAcceptance`` did.
package struct SMTPListener: Sendable {
    private let configuration: Configuration
    private let acceptance: SMTPAcceptance

    package init(configuration: Configuration, acceptance: SMTPAcceptance) {
        self.configuration = configuration
        self.acceptance = acceptance
    }

    /// Opens the port. Throws NIO's error when it cannot, NIOSSL's for a certificate or key that cannot be read.
    package func start(on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) async throws -> Running {
        let door = try SMTPDoor(configuration, acceptance)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try door.open(channel) } }
            .bind(host: configuration.host, port: configuration.port).get()
        return Running(channel: channel, door: door)
    }

    /// A listener that listens.
    package struct Running: Sendable {
        fileprivate let channel: any Channel
        fileprivate let door: SMTPDoor

        /// The port it listens on, also where 0 was asked for.
        package var port: Int { channel.localAddress?.port ?? 0 }

        /// Closes the port, tells idle clients 421, lets mails under way finish for the time that the limits give, then
        /// cuts what is left. A mail not answered by then stays with its sender.
        package func stop() async {
            try? await channel.close().get()
            let inside = door.close()
            for client in inside { client.pipeline.fireUserInboundEventTriggered(SMTPDoor.Closing()) }
            let cut = channel.eventLoop.scheduleTask(in: TimeAmount(door.house.limits.farewell)) {
                for client in inside { client.close(promise: nil) }
            }
            for client in inside { try? await client.closeFuture.get() }
            cut.cancel()
        }
    }
}

extension SMTPDoor {
    /// Prepares a new connection.
    fileprivate func open(_ channel: any Channel) throws {
        let address = channel.remoteAddress?.ipAddress ?? ""
        let pipeline = channel.pipeline.syncOperations
        if speaksTLSAtOnce, let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
        if let refusal = admit(channel, from: address) {
            return try pipeline.addHandler(SMTPRefusal(reply: refusal))
        }
        channel.closeFuture.whenComplete { _ in self.left(channel, from: address) }
        try pipeline.addHandler(IdleStateHandler(readTimeout: TimeAmount(house.limits.idle)))
        try pipeline.addHandler(SMTPServerHandler(door: self, clientAddress: address))
    }
}

/// Says one thing and hangs up.
private final class SMTPRefusal: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let reply: SMTPReply

    init(reply: SMTPReply) {
        self.reply = reply
    }

    func channelActive(context: ChannelHandlerContext) {
        var bytes = ByteBuffer()
        reply.write(to: &bytes)
        context.writeAndFlush(wrapOutboundOut(bytes)).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
}
