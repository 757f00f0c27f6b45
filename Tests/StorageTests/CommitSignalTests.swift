import Synchronization
import Testing

@testable import Storage

struct CommitSignalTests {
    @Test("a signal between looking and waiting is not missed")
    func notMissed() async {
        let signal = CommitSignal()
        let seen = signal.count
        signal.raise()
        await signal.wait(past: seen, atMost: .seconds(3600))
        #expect(signal.count == seen + 1)
    }

    @Test("waiting ends with its time, with the task and with the database")
    func ends() async {
        let signal = CommitSignal()
        await signal.wait(past: signal.count, atMost: .milliseconds(1))
        let waiting = Task { await signal.wait(past: signal.count, atMost: .seconds(3600)) }
        waiting.cancel()
        await waiting.value
        signal.finish()
        await signal.wait(past: signal.count, atMost: .seconds(3600))
        for await _ in signal.stream() {}
    }

    @Test("signals that come while the last is worked on are one")
    func together() async {
        let signal = CommitSignal()
        var stream = signal.stream().makeAsyncIterator()
        for _ in 0..<1000 { signal.raise() }
        await stream.next()
        signal.finish()
        #expect(await stream.next() == nil)
    }

    @Test("a watcher looks now and after a commit, and stops when the database is closed")
    func watch() async {
        let signal = CommitSignal(), looks = Mutex(0)
        await signal.watch(rest: .zero) {
            let count = looks.withLock { looks in
                looks += 1
                return looks
            }
            if count < 5 { signal.raise() } else { signal.finish() }
            return .seconds(3600)
        }
        #expect(looks.withLock { $0 } == 5)
    }
}
