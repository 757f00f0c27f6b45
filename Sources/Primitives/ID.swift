/// A 64-bit identifier, typed by what it names: an `ID<Contact>` never passes for an `ID<Agent>`.
///
/// Made by ``IDMaker``: 41 bits of milliseconds since 2020, 10 bits of node, 12 bits of sequence. Grows with time, so it
/// serves as the key of a page. In JSON it is a string, as JavaScript holds only 53 bits.
package struct ID<Named>: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The identifier written in decimal; `nil` for anything but a positive 64-bit number.
    package init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        rawValue = value
    }

    package var text: String { String(rawValue) }

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension ID: CustomStringConvertible {
    package var description: String { text }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an identifier")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
