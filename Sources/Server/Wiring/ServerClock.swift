import Foundation
import Primitives
import Synchronization

/// The clock a desk is served by. A debug build's goes ahead by `AMPARO_CLOCK` (`+90d`, `+5m`), and once more by each SIGUSR1, so that a
/// test sees what comes of waiting without waiting.
enum ServerClock {
    static var clock: Clock {
        #if DEBUG
            guard let step = ProcessInfo.processInfo.environment["AMPARO_CLOCK"].flatMap(step) else { return .system }
            moves.store(1, ordering: .relaxed)
            signal(SIGUSR1) { _ in ServerClock.moves.add(1, ordering: .relaxed) }
            return Clock { Clock.system.now() + step * ServerClock.moves.load(ordering: .relaxed) }
        #else
            return .system
        #endif
    }

    #if DEBUG
        private static let moves = Atomic(1)

        private static func step(_ text: String) -> Duration? {
            guard let number = Int(text.drop { $0 == "+" }.dropLast()), number >= 0 else { return nil }
            switch text.last {
            case "s": return .seconds(number)
            case "m": return .seconds(number * 60)
            case "h": return .seconds(number * 3600)
            case "d": return .seconds(number * 86_400)
            default: return nil
            }
        }
    #endif
}
