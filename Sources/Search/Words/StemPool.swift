import Foundation
import Synchronization

/// Lends stemmers to threads, one thread each.
final class StemPool: Sendable {
    static let shared = StemPool(count: max(2, ProcessInfo.processInfo.activeProcessorCount))

    private final class Place: Sendable {
        let stems = Mutex(Stems())
    }

    private let places: [Place]

    init(count: Int) {
        places = (0..<count).map { _ in Place() }
    }

    /// Runs `work` with stemmers that nobody else uses meanwhile; waits where all are lent.
    func lend<Result: Sendable>(_ work: (Stems) -> Result) -> Result {
        for place in places {
            if let result = place.stems.withLockIfAvailable({ work($0) }) { return result }
        }
        return places[Int.random(in: places.indices)].stems.withLock { work($0) }
    }
}
