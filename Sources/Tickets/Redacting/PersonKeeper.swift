import Primitives
import Storage

/// Something beside the tickets that keeps what people sent, and forgets them in the transaction in which the desk does.
package protocol PersonKeeper: Sendable {
    /// - Parameter addresses: all of theirs, in small letters
    func forget(_ addresses: Set<String>, in department: ID<Department>, _ tx: Transaction) throws
}
