import NIOCore
import NIOPosix
import Synchronization

/// Asks a server over connections that stay open, each the next request as soon as it has its answer.
package struct HTTPLoad: Sendable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// A request as it goes over the wire.
    package static func request(_ method: String, _ path: String, _ headers: [String: String], body: String = "") -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: bench"] + headers.map { "\($0): \($1)" }.sorted()
        if method != "GET" { lines.append("Content-Length: \(body.utf8.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    /// Runs for so long.
    /// - Parameters:
    ///   - status: what every answer should have
    ///   - next: the request with that number
    package func run(
        clients: Int, for time: Duration, most: Int = .max, status: Int = 200, _ next: @escaping @Sendable (Int) -> [UInt8]
    ) async throws -> Latencies {
        let run = HTTPRun(until: ContinuousClock.now + time, most: most, status: status, next)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let start = ContinuousClock.now
        let bootstrap = ClientBootstrap(group: group).channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 1 << 17))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(HTTPClientHandler(run)) }
            }
        var channels: [any Channel] = []
        for _ in 0..<clients { channels.append(try await bootstrap.connect(host: host, port: port).get()) }
        for channel in channels { try? await channel.closeFuture.get() }
        return run.latencies(since: start)
    }
}

/// What the connections of one run share.
final class HTTPRun: Sendable {
    private struct Taken {
        var microseconds: [Int] = []
        var failures = 0
        var asked = 0
    }

    private let taken = Mutex(Taken())
    private let end: ContinuousClock.Instant
    private let most: Int
    private let status: Int
    private let make: @Sendable (Int) -> [UInt8]

    /// - Parameter most: requests, whatever the time
    init(until end: ContinuousClock.Instant, most: Int, status: Int, _ make: @escaping @Sendable (Int) -> [UInt8]) {
        self.end = end
        self.most = most
        self.status = status
        self.make = make
    }

    /// `nil` when the time is over.
    func next() -> [UInt8]? {
        guard ContinuousClock.now < end else { return nil }
        let number = taken.withLock { taken in
            taken.asked += 1
            return taken.asked
        }
        return number <= most ? make(number) : nil
    }

    func note(_ time: Duration, _ status: Int) {
        taken.withLock { taken in
            if status == self.status { taken.microseconds.append(Int(time / .microseconds(1))) } else { taken.failures += 1 }
        }
    }

    func latencies(since start: ContinuousClock.Instant) -> Latencies {
        taken.withLock { Latencies($0.microseconds, over: ContinuousClock.now - start, failures: $0.failures) }
    }
}

/// One connection.
final class HTTPClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let run: HTTPRun
    private var answer = HTTPAnswer()
    private var asked = ContinuousClock.now

    init(_ run: HTTPRun) {
        self.run = run
    }

    func channelActive(context: ChannelHandlerContext) { ask(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        answer.take(&bytes)
        guard let status = answer.status, answer.isWhole else { return }
        run.note(ContinuousClock.now - asked, status)
        answer = HTTPAnswer()
        ask(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        run.note(.zero, 0)
        context.close(promise: nil)
    }

    private func ask(_ context: ChannelHandlerContext) {
        guard let request = run.next() else { return context.close(promise: nil) }
        asked = ContinuousClock.now
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: request)), promise: nil)
    }
}

/// An answer as it comes in: its status, and whether all of it is there (RFC 9112 §6).
struct HTTPAnswer {
    private(set) var status: Int?
    private(set) var isWhole = false
    private var head: [UInt8] = []
    private var left: Int?
    private var tail: [UInt8] = []

    mutating func take(_ bytes: inout ByteBuffer) {
        if status == nil { readHead(&bytes) }
        guard status != nil else { return }
        if let count = left {
            left = count - bytes.readableBytes
            isWhole = left == 0
        } else {
            // The last chunk is empty.
            tail = Array((tail + bytes.readableBytesView).suffix(5))
            isWhole = tail == Array("0\r\n\r\n".utf8)
        }
        bytes.moveReaderIndex(to: bytes.writerIndex)
    }

    private mutating func readHead(_ bytes: inout ByteBuffer) {
        while let byte: UInt8 = bytes.readInteger() {
            head.append(byte)
            guard byte == 10, head.suffix(4) == [13, 10, 13, 10] else { continue }
            let lines = String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n")
            status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
            left = lines.first { $0.hasPrefix("content-length:") }.flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
            if left == nil, lines.first(where: { $0.hasPrefix("transfer-encoding:") }) == nil { left = 0 }
            if left == 0 { isWhole = true }
            return
        }
    }
}

extension HTTPLoad {
    /// Whether one request is answered with 200.
    package func succeeds(_ request: [UInt8]) async throws -> Bool {
        try await run(clients: 1, for: .seconds(10), most: 1) { _ in request }.count > 0
    }
}
