import Primitives
import Storage

/// Words that were made unreadable, known by their length and a code alone: for what belongs to a ticket and lies in other rooms.
package struct ErasedWords: Sendable {
    private let wording: Wording

    /// - Parameter erasure: as the event of the redaction names it
    /// - Returns: `nil` where no words were erased by it
    package init?(of erasure: ID<Erasure>, in department: ID<Department>, keyring: Keyring, _ tx: Transaction) throws {
        guard let erasure = try ErasureStore(tx, department: department).find(erasure), let wording = Wording(erasure, keyring: keyring)
        else { return nil }
        self.wording = wording
    }

    package func stand(in text: String) -> Bool { wording.stands(in: text) }

    /// The text with every occurrence replaced.
    package func covered(_ text: String) -> String { wording.covered(text, with: Desk.redactionMark) }
}
