import Foundation
import Synchronization
import Testing

@testable import Storage

struct WorkQueueTests {
    @Test("pieces come in order, and at most as many as asked for")
    func order() throws {
        let queue = WorkQueue<Int>(limit: 5000)
        for piece in 0..<3000 { try queue.add(piece) }
        var taken: [Int] = []
        while taken.count < 3000 { taken += queue.take(most: 7) ?? [] }
        #expect(taken == Array(0..<3000))
    }

    @Test("a full queue says that it is busy, a closed one that it is closed; what waits is still done")
    func limits() throws {
        let queue = WorkQueue<Int>(limit: 2)
        try queue.add(1)
        try queue.add(2)
        #expect(throws: StorageError.busy) { try queue.add(3) }
        queue.close()
        #expect(throws: StorageError.closed) { try queue.add(4) }
        #expect(queue.take(most: 10) == [1, 2])
        #expect(queue.take(most: 10) == nil)
    }

    @Test("threads that take at once do every piece exactly once, and all of them end")
    func threads() async throws {
        let queue = WorkQueue<Int>(limit: 100_000), done = Mutex<[Int]>([]), ends = DispatchGroup()
        for _ in 0..<4 {
            ends.enter()
            let thread = Thread {
                while let pieces = queue.take(most: 3) { done.withLock { $0 += pieces } }
                ends.leave()
            }
            thread.start()
        }
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { for piece in 0..<1000 { try? queue.add(task * 1000 + piece) } }
            }
        }
        queue.close()
        await withCheckedContinuation { continuation in ends.notify(queue: .global()) { continuation.resume() } }
        #expect(done.withLock { $0 }.sorted() == Array(0..<8000))
    }
}
