import Outbox
import Primitives
import Storage

/// What the outbox's pages ask of the channels.
package struct WayOut: Sendable {
    /// Whether mail of a department can leave at all.
    let isOpen: @Sendable (ID<Department>) -> Bool
    /// A parcel as the bytes that left, or that would leave now.
    let letter: @Sendable (Parcel, Transaction) throws -> [UInt8]

    package init(
        isOpen: @escaping @Sendable (ID<Department>) -> Bool, letter: @escaping @Sendable (Parcel, Transaction) throws -> [UInt8]
    ) {
        self.isOpen = isOpen
        self.letter = letter
    }
}
