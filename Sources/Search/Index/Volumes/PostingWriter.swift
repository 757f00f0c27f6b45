/// Writes where one term stands: the documents by ascending id, and in each the places of the term, counted in terms.
///
/// - An id is written as the difference of its upper part, which counts milliseconds, and its lower part where that changes, so that most
///   take three or four bytes.
/// - The places of a document are differences too, and a zero ends them. Stems have none, since no phrase holds one.
struct PostingWriter {
    /// Bits of the lower part of an id.
    static let lowBits: UInt64 = 22

    private(set) var documents = 0
    private(set) var ids: [UInt8] = []
    private var written: [UInt8] = []
    private var last: UInt64 = 0
    private var place = -1

    /// Every document's places.
    var places: [UInt8] { place < 0 ? written : written + [0] }

    /// Adds a place in a document; documents and places come in ascending order. `nil` where places do not matter.
    mutating func add(_ id: Int64, at place: Int?) {
        if documents == 0 || UInt64(bitPattern: id) != last { begin(id) }
        guard let place else { return }
        Self.append(UInt64(place - self.place), to: &written)
        self.place = place
    }

    /// Adds a document with its places as another list has them.
    mutating func add(_ id: Int64, copying places: ArraySlice<UInt8>) {
        begin(id)
        guard !places.isEmpty else { return }
        written += places
        written.append(0)
    }

    private mutating func begin(_ id: Int64) {
        if place >= 0 { written.append(0) }
        place = -1
        let id = UInt64(bitPattern: id), mask: UInt64 = 1 << Self.lowBits - 1
        let low = (id ^ last) & mask, high = id >> Self.lowBits &- last >> Self.lowBits
        Self.append(high << 1 | (low == 0 ? 0 : 1), to: &ids)
        if low != 0 { Self.append(low, to: &ids) }
        last = id
        documents += 1
    }

    /// Seven bits a byte, the lowest first; a byte with the eighth is followed by another.
    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Reads what ``PostingWriter`` wrote.
enum PostingReader {
    /// The documents, by ascending id.
    static func ids(_ bytes: [UInt8], count: Int) -> [Int64] {
        var ids: [Int64] = []
        ids.reserveCapacity(count)
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0, last: UInt64 = 0
            let mask: UInt64 = 1 << PostingWriter.lowBits - 1
            while index < bytes.count {
                let head = number(bytes, &index), low = head & 1 == 0 ? 0 : number(bytes, &index)
                last = (last >> PostingWriter.lowBits &+ head >> 1) << PostingWriter.lowBits | (last & mask ^ low & mask)
                ids.append(Int64(bitPattern: last))
            }
        }
        return ids
    }

    /// The places of each document, to be read by ``places(_:)``.
    static func parts(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        parts.removeLast()
        return parts
    }

    static func places(_ part: ArraySlice<UInt8>) -> [Int] {
        var places: [Int] = [], place = -1
        part.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                place &+= Int(truncatingIfNeeded: number(bytes, &index))
                places.append(place)
            }
        }
        return places
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt64 {
        var number: UInt64 = 0, shift: UInt64 = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
        }
        return number
    }
}
