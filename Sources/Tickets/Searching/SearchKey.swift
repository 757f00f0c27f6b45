import Knowledge
import Primitives

/// The place of a hit in what a search found. Words are ranked window by window, the newest first; without words, and in a window,
/// a page goes on behind a row.
enum SearchKey: Equatable {
    case ranked(Place)
    case listed(ListKey)

    struct Place: Equatable {
        /// Whether what holds the words as typed is through, and those of the same stem follow.
        var isByStem = false
        /// Where the window of words begins (`nil`: at the newest).
        var before: Int64?
        /// Behind which rank of it the page begins.
        var last: Rank?
        /// How many there were on the pages before.
        var seen = 0

        var isFirst: Bool { !isByStem && before == nil && last == nil }
    }

    struct Rank: Comparable {
        let fit: Fit
        /// Of the newest words found.
        let at: Instant
        let id: Int64

        static func < (one: Rank, other: Rank) -> Bool { (one.fit, one.at, one.id) < (other.fit, other.at, other.id) }
    }

    /// `nil` for no key and for anything that is none.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("l", 2):
            guard let key = ListKey(parts[1]) else { return nil }
            self = .listed(key)
        case ("w", 3), ("s", 3), ("w", 6), ("s", 6):
            guard let seen = Self.count(parts[1]) else { return nil }
            var place = Place(isByStem: parts[0] == "s", before: Int64(parts[2]), seen: seen)
            if parts.count == 6 {
                guard let fit = Int(parts[3]), let at = Int64(parts[4]), let id = Int64(parts[5]) else { return nil }
                place.last = Rank(fit: Fit(rank: fit), at: Instant(microseconds: at), id: id)
            }
            self = .ranked(place)
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .listed(let key): return "l_\(key.text)"
        case .ranked(let place):
            let last = place.last.map { "_\($0.fit.rank)_\($0.at.microseconds)_\($0.id)" } ?? ""
            return "\(place.isByStem ? "s" : "w")_\(place.seen)_\(place.before.map(String.init) ?? "")\(last)"
        }
    }

    private static func count(_ text: String) -> Int? { Int(text).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil } }
}
