import Outbox
import Primitives
import Synchronization

/// What became of parcels while nothing could be written. Should the program end before it is, their leases end, and what was leaving is
/// in doubt.
final class UnwrittenDeliveries: Sendable {
    private let state = Mutex<[(Parcel, Delivery)]>([])

    /// The one that waits longest.
    var first: (Parcel, Delivery)? { state.withLock { $0.first } }

    func keep(_ delivery: Delivery, of parcel: Parcel) { state.withLock { $0.append((parcel, delivery)) } }

    func remove(_ parcel: ID<Parcel>) { state.withLock { $0.removeAll { $0.0.id == parcel } } }
}
