import Customisation
import Jobs
import Logging
import Primitives
import Storage
import Tickets

/// What a desk does by itself: counters are folded, solved tickets close, the bin is emptied, files that nobody names go.
struct Upkeep: Sendable {
    private let house: House

    init(_ house: House) {
        self.house = house
    }

    /// Work that comes again, by one process at a time.
    var chores: [JobHandler] {
        [
            JobHandler("desk.close", every: .minutes(5)) {
                try await house.desk.closeSolved { department, queue in
                    house.deskSettings(.closeAfterDays, department: department, queue: queue.rawValue)
                }
            },
            JobHandler("desk.bin", every: .hours(1)) { try await house.desk.purgeBinned() },
            JobHandler("database.analyse", every: .minutes(15)) { try await house.db.analyse() },
            JobHandler("files.unnamed", every: .hours(24)) { try await sweep.run() },
            HandingOver(house.desk, house.branches).handler,
        ]
    }

    /// Folds counters until the task is cancelled.
    func run() async {
        await house.db.commits.watch(rest: .seconds(2)) {
            do { try await fold() } catch { house.log.error("upkeep", metadata: ["error": "\(error)"]) }
            return .seconds(30)
        }
    }

    private var sweep: BlobSweep { BlobSweep(house.db, house.blobs, namedBy: Schema.blobs, clock: house.clock) }

    private func fold() async throws {
        while try await house.db.read({ tx in try CounterStore.waiting(tx) }) > 200 {
            try await house.db.write { tx in try CounterStore.fold(tx, most: 2000) }
        }
    }
}
