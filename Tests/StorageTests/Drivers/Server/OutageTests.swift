import Foundation
import Testing

@testable import Storage

@Suite("A server that is away")
struct OutageTests {
    private let outage = Outage()
    private let noon = ContinuousClock.now

    @Test("in the first seconds everyone waits for it")
    func waits() {
        #expect(outage.deadline(of: noon) == noon + .seconds(5))
        #expect(outage.begin(at: noon) == noon + .seconds(5))
        #expect(outage.deadline(of: noon + .seconds(3)) == noon + .seconds(5))
        for _ in 1...3 { #expect(outage.mayLook(at: noon + .seconds(4))) }
    }

    @Test("later one at a time looks after it, and who comes meanwhile is refused at once")
    func looks() {
        _ = outage.begin(at: noon)
        let later = noon + .seconds(6)
        #expect(outage.deadline(of: later) < later)
        #expect(outage.mayLook(at: later))
        #expect(!outage.mayLook(at: later))
        outage.goesOn()
        #expect(outage.mayLook(at: later) && !outage.mayLook(at: later))
    }

    @Test("what waited long for an answer tells how long it has been away")
    func counts() {
        #expect(outage.begin(at: noon - .seconds(25)) < noon)
        #expect(outage.begin(at: noon) < noon)
    }

    @Test("once it is back all is as before")
    func ends() {
        _ = outage.begin(at: noon)
        #expect(outage.mayLook(at: noon + .seconds(6)))
        outage.end()
        for _ in 1...3 { #expect(outage.mayLook(at: noon + .seconds(7))) }
        #expect(outage.deadline(of: noon + .seconds(7)) == noon + .seconds(12))
    }

    @Test("a server that answers is not away, though one who waited for it long learns so late")
    func noticedLate() throws {
        let url = try #require(URLComponents(string: "postgres://amparo@db.example/desk"))
        let worker = ServerWorker<SoundConnection>(
            try ServerAddress(.postgres, url, password: nil), outage, NumberReserve(), for: .work, writing: false, limit: nil)
        #expect(worker.perform(Nothing()))
        _ = outage.begin(at: noon - .seconds(60))
        #expect(worker.perform(Nothing()))
        #expect(outage.deadline(of: noon) == noon + .seconds(5))
    }
}

private struct Nothing: WorkPiece {
    func run(_: Transaction) -> WorkAnswer { WorkAnswer {} }
    func fail(_ error: any Error) { Issue.record(error) }
}

/// To a server that does whatever it is told.
private final class SoundConnection: ServerConnection {
    let dialect = Dialect.postgres
    let isLost = false
    let fullScans: [String] = []

    init(_: ServerAddress, for _: Database.Use, limit _: Duration?) {}

    func query(_: SQL) -> [Row] { [] }
    func execute(_: SQL) -> Int { 0 }
    func begin(writing _: Bool) {}
    func settle() {}
    func commit() {}
    func rollBack() {}
    func waitForOthers(atMost _: Duration) -> Bool { false }
    func scrub() -> Bool { true }
    func watchPlans() {}
    func close() {}
}
