import Knowledge
import Primitives

/// The place of a hit in what a search found. Words are ranked window by window, the newest first; without words, and in a window,
/// a page goes on behind a row.
enum SearchKey: Equatable {
    /// Where the window of words begins (`nil`: at the newest), and behind which rank of it the page.
    case ranked(before: Int64?, Rank?)
    case listed(ListKey)

    struct Rank: Comparable {
        let fit: Fit
        let active: Instant
        let id: Int64

        static func < (one: Rank, other: Rank) -> Bool { (one.fit, one.active, one.id) < (other.fit, other.active, other.id) }
    }

    /// `nil` for no key and for anything that is none.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("l", 2):
            guard let key = ListKey(parts[1]) else { return nil }
            self = .listed(key)
        case ("w", 2): self = .ranked(before: Int64(parts[1]), nil)
        case ("r", 5):
            guard let rank = Int(parts[2]), let active = Int64(parts[3]), let id = Int64(parts[4]) else { return nil }
            self = .ranked(before: Int64(parts[1]), Rank(fit: Fit(rank: rank), active: Instant(microseconds: active), id: id))
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .listed(let key): "l_\(key.text)"
        case .ranked(let before, nil): "w_\(before.map(String.init) ?? "")"
        case .ranked(let before, let rank?):
            "r_\(before.map(String.init) ?? "")_\(rank.fit.rank)_\(rank.active.microseconds)_\(rank.id)"
        }
    }
}
