import Foundation
import Synchronization

/// The threads of one database, and their end.
final class ThreadGroup: Sendable {
    private let running = DispatchGroup()
    private let last = DispatchGroup()
    private let end = DispatchSemaphore(value: 0)
    private let hasEnded = Atomic(false)

    /// A thread that ends when its body does.
    func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        start(name, in: running, body)
    }

    /// Goes on until all others have ended.
    func startLast(_ name: String, _ body: @escaping @Sendable (_ others: DispatchGroup) -> Void) {
        let running = running
        start(name, in: last) { body(running) }
    }

    private func start(_ name: String, in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
        group.enter()
        let thread = Thread {
            body()
            group.leave()
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Whether those that watch are to stop.
    var isOver: Bool { hasEnded.load(ordering: .relaxed) }

    /// Rests a while; whether to go on afterwards.
    func rest(_ time: DispatchTimeInterval) -> Bool {
        end.wait(timeout: .now() + time) == .timedOut
    }

    func stopWatching() {
        hasEnded.store(true, ordering: .relaxed)
        end.signal()
    }

    /// Waits until all have ended.
    func finish() async {
        stopWatching()
        for group in [running, last] {
            await withCheckedContinuation { continuation in
                group.notify(queue: .global()) { continuation.resume() }
            }
        }
    }
}
