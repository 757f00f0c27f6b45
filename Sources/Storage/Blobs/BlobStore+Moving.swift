// Attachments go from one place to another.
extension BlobStore {
    /// Whether it lies beside the database already, where this store keeps what is large. Throws ``StorageError/bucket(_:_:place:)``.
    package func has(_ hash: [UInt8]) async throws -> Bool {
        switch place {
        case .folder: folder.has(hash)
        case .bucket(let bucket): try await bucket.has(hash)
        case .database: false
        }
    }

    /// The hashes of what lies in pieces, each once, in order.
    package static func inPieces(_ tx: Transaction) throws -> HashList {
        var list = HashList(), last: [UInt8] = []
        while case let some = try tx.column(
            [UInt8].self, "SELECT DISTINCT hash FROM blob_piece WHERE hash > \(last) ORDER BY hash LIMIT \(slice)"), let end = some.last
        {
            for hash in some { list.append(hash) }
            last = end
        }
        return list
    }

    /// What the pieces of a hash come to; `nil` when they are gone, or not what their name says.
    package static func joined(_ hash: [UInt8], _ tx: Transaction) throws -> [UInt8]? {
        guard let department = try tx.value(Int64.self, "SELECT department FROM blob_piece WHERE hash = \(hash) ORDER BY department LIMIT 1") else {
            return nil
        }
        let pieces = try tx.column(
            [UInt8].self, "SELECT bytes FROM blob_piece WHERE department = \(department) AND hash = \(hash) ORDER BY number")
        let bytes = Array(pieces.joined())
        return Self.hash(bytes) == hash ? bytes : nil
    }

    /// Keeps beside the database what lay in it, in pieces.
    package func keepBeside(_ bytes: [UInt8]) async throws { try await keep(bytes, Self.hash(bytes)) }

    /// Removes the pieces of a hash, which lies beside the database now.
    package static func dropPieces(_ hash: [UInt8], _ tx: Transaction) throws {
        try tx.run("DELETE FROM blob_piece WHERE hash = \(hash)")
    }
}
