/// Hashes of blobs, one behind another, so that a million of them take no more room than they have to.
package struct HashList: Sendable {
    private static let length = 32
    private var bytes: [UInt8] = []

    package var count: Int { bytes.count / Self.length }

    package subscript(_ number: Int) -> [UInt8] { Array(bytes[number * Self.length..<(number + 1) * Self.length]) }

    mutating func append(_ hash: [UInt8]) {
        bytes += hash
    }
}
