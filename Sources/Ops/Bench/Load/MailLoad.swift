import NIOCore
import NIOPosix
import Synchronization

/// Hands mails to a listener over connections that stay open, as another mail server does (RFC 5321, PIPELINING).
package struct MailLoad: Sendable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Hands over so many mails; how many were taken.
    package func run(connections: Int, mails: Int, _ mail: @escaping @Sendable (Int) -> (sender: String, text: String)) async throws -> Int {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let run = MailRun(mails: mails, mail)
        let bootstrap = ClientBootstrap(group: group).channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(MailClientHandler(run)) }
            }
        var channels: [any Channel] = []
        for _ in 0..<connections { channels.append(try await bootstrap.connect(host: host, port: port).get()) }
        for channel in channels { try? await channel.closeFuture.get() }
        return run.taken
    }
}

final class MailRun: Sendable {
    private let counts = Mutex((asked: 0, taken: 0))
    private let mails: Int
    private let make: @Sendable (Int) -> (sender: String, text: String)

    init(mails: Int, _ make: @escaping @Sendable (Int) -> (sender: String, text: String)) {
        self.mails = mails
        self.make = make
    }

    var taken: Int { counts.withLock { $0.taken } }

    func next() -> (sender: String, text: String)? {
        let number = counts.withLock { counts in
            counts.asked += 1
            return counts.asked
        }
        return number <= mails ? make(number) : nil
    }

    func noteTaken() { counts.withLock { $0.taken += 1 } }
}

final class MailClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Step { case greeting, hello, envelope(left: Int), content }

    private let run: MailRun
    private var step = Step.greeting
    private var line: [UInt8] = []
    private var text = ""

    init(_ run: MailRun) {
        self.run = run
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while let byte: UInt8 = bytes.readInteger() {
            line.append(byte)
            guard byte == 10 else { continue }
            // `250-…` goes on.
            if line.count > 3, line[3] != UInt8(ascii: "-") { hear(line[0], context) }
            line = []
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func hear(_ hundreds: UInt8, _ context: ChannelHandlerContext) {
        guard hundreds == UInt8(ascii: "2") || hundreds == UInt8(ascii: "3") else { return context.close(promise: nil) }
        switch step {
        case .greeting:
            say("EHLO bench.example\r\n", context)
            step = .hello
        case .hello: begin(context)
        case .envelope(let left) where left > 1: step = .envelope(left: left - 1)
        case .envelope:
            say(text + "\r\n.\r\n", context)
            step = .content
        case .content:
            run.noteTaken()
            begin(context)
        }
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard let mail = run.next() else { return context.close(promise: nil) }
        text = mail.text
        say("MAIL FROM:<\(mail.sender)>\r\nRCPT TO:<desk@example.net>\r\nDATA\r\n", context)
        step = .envelope(left: 3)
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: text)), promise: nil)
    }
}
