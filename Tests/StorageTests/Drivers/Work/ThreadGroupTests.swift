import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite struct ThreadGroupTests {
    /// How many threads have freed what was theirs.
    private static let freed = Atomic(0)

    @Test("a database that is closed has no thread that still frees what it used, however slowly")
    func waitsForWhatThreadsFree() async throws {
        var key = pthread_key_t()
        #expect(pthread_key_create(&key) { _ in
            usleep(50_000)
            ThreadGroupTests.freed.add(1, ordering: .sequentiallyConsistent)
        } == 0)
        let group = ThreadGroup(), own = key
        for number in 1...3 { group.start("test-\(number)") { pthread_setspecific(own, UnsafeRawPointer(bitPattern: 1)) } }
        group.startLast("test-last") { others in
            others.wait()
            pthread_setspecific(own, UnsafeRawPointer(bitPattern: 1))
        }
        await group.finish()
        #expect(Self.freed.load(ordering: .sequentiallyConsistent) == 4)
    }
}
