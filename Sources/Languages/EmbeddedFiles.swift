import CPublic

/// The files that the binary carries in itself: `Public/…` and `Texts/<language>/…`.
package enum EmbeddedFiles {
    private static let table: [String: [UInt8]] = {
        var count = 0
        let entries = UnsafeBufferPointer(start: embedded_files(&count), count: count).map {
            (String(cString: $0.path), Array(UnsafeBufferPointer(start: $0.bytes, count: $0.length)))
        }
        return Dictionary(entries) { first, _ in first }
    }()

    /// Every path, sorted.
    package static let paths: [String] = table.keys.sorted()

    /// The bytes of a file; `nil` when there is none of that path.
    package static func file(_ path: String) -> [UInt8]? { table[path] }
}
