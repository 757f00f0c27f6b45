import Accounts
import NIOCore
import Primitives
import Synchronization

/// One browser that listens.
final class LiveReceiver: Sendable {
    /// Pieces that may wait for a slow browser; one that does not keep up is let go, and asks again from where it was.
    private static let patience = 256

    /// What it heard from each of the logs.
    private struct Heard {
        var positions = LivePositions()
        var counters: [ID<Department>: [String: Int]] = [:]
    }

    let agent: ID<Agent>
    let stream: AsyncStream<ByteBuffer>
    private let continuation: AsyncStream<ByteBuffer>.Continuation
    private let heard: Mutex<Heard>

    /// - Parameter positions: what it heard before
    init(agent: ID<Agent>, after positions: LivePositions?, ended: @escaping @Sendable (LiveReceiver.Key) -> Void) {
        self.agent = agent
        var heard = Heard()
        if let positions { heard.positions = positions }
        self.heard = Mutex(heard)
        (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(Self.patience))
        let id = ObjectIdentifier(self)
        continuation.onTermination = { _ in ended(id) }
    }

    typealias Key = ObjectIdentifier

    /// What the log of a department's own database, or the main one, has for its agent. Numbers beside places are those of all
    /// departments.
    func tell(_ bulletin: Bulletin, from apart: ID<Department>?) {
        for item in bulletin.items {
            let position = heard.withLock { heard in
                heard.positions[apart] = item.position
                return heard.positions
            }
            tell(item.kind, item.data, at: position)
        }
        if bulletin.counters.isEmpty { return }
        let sums = heard.withLock { heard in
            heard.counters.merge(bulletin.counters) { $1 }
            return heard.counters.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        let pairs = sums.sorted { $0.key < $1.key }.map { "\(JSONText.quoted($0.key)):\($0.value)" }
        tell("counters", "{\(pairs.joined(separator: ","))}")
    }

    /// One event of the stream (HTML, 9.2.6).
    func tell(_ kind: String, _ data: String, at positions: LivePositions? = nil) {
        let line = positions.map { "id: \($0.text)\n" } ?? ""
        send("event: \(kind)\n\(line)data: \(data)\n\n")
    }

    /// A comment, so that nobody on the way thinks the line is dead.
    func ping() { send(": \n\n") }

    func end() { continuation.finish() }

    private func send(_ text: String) {
        if case .dropped = continuation.yield(ByteBuffer(string: text)) { end() }
    }
}
