import Primitives
import Storage
import Tickets

/// Has the archive forget a person whose mail stands on no ticket: automatic answers, what was ignored or could not be read.
package struct ArchiveKeeper: PersonKeeper {
    private let blobs: BlobStore

    package init(blobs: BlobStore) {
        self.blobs = blobs
    }

    package func forget(_ addresses: Set<String>, in department: ID<Department>, _ tx: Transaction) throws {
        try ForgottenMailStore(tx, department: department, blobs).emptyUntold(from: addresses)
    }
}
