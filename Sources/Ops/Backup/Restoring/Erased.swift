import Customisation
import Primitives
import Storage
import Tickets

/// What a desk was asked to forget, in all its departments.
package enum Erased {
    private static let slice = 500

    package static func all(_ tx: Transaction) throws -> [Erasure] {
        try DepartmentStore(tx).all().flatMap { department in
            let store = ErasureStore(tx, department: department.id)
            var erasures: [Erasure] = [], last: Int64 = 0
            while case let some = try store.list(after: last, most: slice), let end = some.last {
                erasures += some
                last = end.id
            }
            return erasures
        }
    }
}
