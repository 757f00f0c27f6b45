/// Thrown by a transaction that asks for bytes which lie in a bucket. Nothing in a transaction waits for another machine: ``Database``
/// fetches them and runs it again.
package struct BlobShortage: Error {
    let hashes: [[UInt8]]
    let bucket: Bucket
}

/// Bytes fetched for one transaction, kept until it has all it asks for.
struct BlobSupply: Sendable {
    /// Fetched side by side at most.
    private static let most = 4

    /// Empty where there is none.
    private var bytes: [[UInt8]: [UInt8]] = [:]

    func has(_ hash: [UInt8]) -> Bool { bytes[hash] != nil }

    /// Throws ``BlobShortage``, and ``StorageError/unreachable(_:)`` for an object that is gone.
    func bytes(_ hash: [UInt8], from bucket: Bucket) throws -> [UInt8] {
        guard let found = bytes[hash] else { throw BlobShortage(hashes: [hash], bucket: bucket) }
        guard !found.isEmpty else { throw StorageError.unreachable("\(bucket.address.place) \(Hex.text(hash))") }
        return found
    }

    mutating func fetch(_ shortage: BlobShortage) async throws {
        let bucket = shortage.bucket
        for begin in stride(from: 0, to: shortage.hashes.count, by: Self.most) {
            let some = shortage.hashes[begin..<min(begin + Self.most, shortage.hashes.count)]
            let found = try await withThrowingTaskGroup(of: ([UInt8], [UInt8]).self) { group in
                for hash in some { group.addTask { (hash, try await bucket.get(hash) ?? []) } }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            bytes.merge(found) { _, new in new }
        }
    }
}

extension Transaction {
    func supplied<T>(_ supply: BlobSupply, _ body: (Transaction) throws -> T) rethrows -> T {
        self.supply = supply
        return try body(self)
    }
}
