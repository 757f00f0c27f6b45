import Crypto

/// How many rows there are and what they hold, in whatever order they come: 128 bits of each row's SHA-256, added up.
package struct RowSum: Sendable, Hashable, Codable {
    package private(set) var count = 0
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    package init() {}

    package mutating func add(_ row: [Value]) {
        var bytes: [UInt8] = []
        RowCoding.append(row, to: &bytes)
        add(coded: bytes)
    }

    /// - Parameter row: as ``RowCoding`` writes it
    package mutating func add(coded row: some Sequence<UInt8> & RandomAccessCollection) {
        var hasher = SHA256()
        if row.withContiguousStorageIfAvailable({ hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
            hasher.update(data: Array(row))
        }
        let words = hasher.finalize().withUnsafeBytes { ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) }
        count += 1
        low &+= UInt64(littleEndian: words.0)
        high &+= UInt64(littleEndian: words.1)
    }
}
