import Primitives
import Search

/// Words that tickets are marked with, kept as typed; two that differ only in case or accents are one.
package struct Tag: Sendable, Hashable, Comparable {
    /// 1 to 500 characters.
    package let text: String

    /// `nil` for an empty or overlong text.
    package init?(_ typed: some StringProtocol) {
        text = typed.trimmed
        guard (1...500).contains(text.unicodeScalars.count) else { return nil }
    }

    package var folded: String { Folding.fold(text) }

    /// Tags typed in one field, separated by commas, semicolons or line ends; without doubles, sorted.
    package static func list(_ typed: String) -> [Tag] {
        distinct(typed.split(whereSeparator: { ",;\n\r\r\n".contains($0) }).compactMap { Tag($0) })
    }

    package static func distinct(_ tags: [Tag]) -> [Tag] {
        var seen: Set<String> = []
        return tags.filter { seen.insert($0.folded).inserted }.sorted()
    }

    package static func < (one: Tag, other: Tag) -> Bool { one.text < other.text }
}
