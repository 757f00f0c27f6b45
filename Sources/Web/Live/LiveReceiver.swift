import Accounts
import NIOCore
import Primitives

/// One browser that listens.
final class LiveReceiver: Sendable {
    /// Pieces that may wait for a slow browser; one that does not keep up is let go, and asks again from where it was.
    private static let patience = 256

    let agent: ID<Agent>
    let stream: AsyncStream<ByteBuffer>
    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(agent: ID<Agent>, ended: @escaping @Sendable (LiveReceiver.Key) -> Void) {
        self.agent = agent
        (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(Self.patience))
        let id = ObjectIdentifier(self)
        continuation.onTermination = { _ in ended(id) }
    }

    typealias Key = ObjectIdentifier

    /// One event of the stream (HTML, 9.2.6).
    func tell(_ kind: String, _ data: String, at position: Int64? = nil) {
        let line = position.map { "id: \($0)\n" } ?? ""
        send("event: \(kind)\n\(line)data: \(data)\n\n")
    }

    /// A comment, so that nobody on the way thinks the line is dead.
    func ping() { send(": \n\n") }

    func end() { continuation.finish() }

    private func send(_ text: String) {
        if case .dropped = continuation.yield(ByteBuffer(string: text)) { end() }
    }
}
