import Foundation
import Synchronization

/// The threads of one database, and their end.
final class ThreadGroup: Sendable {
    private static let stackSize = 4 << 20

    private let running = DispatchGroup()
    private let last = DispatchGroup()
    private let end = DispatchSemaphore(value: 0)
    private let hasEnded = Atomic(false)
    /// Whose bodies are done; what a thread leaves is gone once it is joined.
    private let done = Mutex<[pthread_t]>([])

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
        join()
        group.enter()
        let whole = ThreadBody { [self] in
            Thread.current.name = name
            body()
            done.withLock { $0.append(pthread_self()) }
            group.leave()
        }
        let code = withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { room in
            guard let attributes = room.baseAddress else { return ENOMEM }
            pthread_attr_init(attributes)
            defer { pthread_attr_destroy(attributes) }
            pthread_attr_setstacksize(attributes, Self.stackSize)
            var thread: pthread_t = 0
            return pthread_create(&thread, attributes, ThreadBody.run, Unmanaged.passRetained(whole).toOpaque())
        }
        guard code == 0 else { fatalError("The system gives no thread more: \(String(cString: strerror(code)))") }
    }

    /// Waits for threads whose bodies are done. They may have something to free yet, which a process that ends at once would take from
    /// under them (libcrypto's locks, as of OpenSSL 3).
    private func join() {
        let threads = done.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in threads { pthread_join(thread, nil) }
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
                group.notify(queue: .global()) { [self] in
                    join()
                    continuation.resume()
                }
            }
        }
    }
}

/// What a thread does, handed to it whole.
private final class ThreadBody: Sendable {
    static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { body in
        if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().body() }
        return nil
    }

    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
