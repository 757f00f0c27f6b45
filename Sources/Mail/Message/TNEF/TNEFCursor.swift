/// Reads little-endian numbers and stretches; every read fails softly at the end.
struct TNEFCursor {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position >= bytes.endIndex }

    mutating func number(bytes count: Int) -> Int? {
        guard let slice = take(count) else { return nil }
        return slice.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.endIndex - position else { return nil }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    /// `count` bytes, and the padding up to a multiple of four, which may be missing at the end.
    mutating func takePadded(_ count: Int) -> ArraySlice<UInt8>? {
        guard let slice = take(count) else { return nil }
        position = min(position + (4 - count % 4) % 4, bytes.endIndex)
        return slice
    }
}
