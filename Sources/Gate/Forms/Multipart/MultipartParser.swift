import Foundation

/// Cuts a body into parts as its bytes come (RFC 2046 §5.1.1). Keeps no more than it must to see a boundary coming.
struct MultipartParser {
    enum Piece: Equatable {
        case head(PartHead)
        case data(ArraySlice<UInt8>)
        /// The part is whole.
        case end
    }

    /// Bytes of a part's head at most.
    private static let longestHead = 8 << 10

    private enum State {
        case preamble, boundary, head, data, over
    }

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// As if a line ended before the first byte, so that the first boundary looks like every other.
    private var buffer: [UInt8] = [13, 10]
    private var isAtDataStart = false

    /// `nil` for a boundary that cannot be one: 1 to 70 characters.
    init?(boundary: String) {
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes more bytes; hands over what is complete. Throws ``GateError/unreadable``.
    mutating func feed(_ bytes: some Collection<UInt8>, _ take: (Piece) throws -> Void) throws {
        if case .over = state { return }
        buffer += bytes
        var start = 0
        while try step(&start, take) {}
        buffer.removeFirst(start)
    }

    /// Throws ``GateError/unreadable`` when the body broke off.
    func finish() throws(GateError) {
        guard case .over = state else { throw .unreadable }
    }

    /// One step from `start`; `false` when more bytes are needed.
    private mutating func step(_ start: inout Int, _ take: (Piece) throws -> Void) throws -> Bool {
        switch state {
        case .preamble: return skipPreamble(&start)
        case .boundary: return try readBoundaryEnd(&start)
        case .head: return try readHead(&start, take)
        case .data: return try readData(&start, take)
        case .over:
            start = buffer.count
            return false
        }
    }

    private mutating func skipPreamble(_ start: inout Int) -> Bool {
        guard let place = find(delimiter, from: start) else {
            start = max(start, buffer.count - delimiter.count + 1)
            return false
        }
        (start, state) = (place + delimiter.count, .boundary)
        return true
    }

    /// Behind a boundary: two hyphens end it all, else blanks and a line end, which stays as the begin of the head.
    private mutating func readBoundaryEnd(_ start: inout Int) throws -> Bool {
        guard buffer.count - start >= 2 else { return false }
        if buffer[start] == UInt8(ascii: "-"), buffer[start + 1] == UInt8(ascii: "-") {
            (start, state) = (buffer.count, .over)
            return false
        }
        guard let end = buffer[start...].firstIndex(where: { $0 != 32 && $0 != 9 }), end + 1 < buffer.count else {
            guard buffer.count - start < 200 else { throw GateError.unreadable }
            return false
        }
        guard buffer[end] == 13, buffer[end + 1] == 10 else { throw GateError.unreadable }
        (start, state) = (end, .head)
        return true
    }

    private mutating func readHead(_ start: inout Int, _ take: (Piece) throws -> Void) throws -> Bool {
        guard let end = find([13, 10, 13, 10], from: start) else {
            guard buffer.count - start <= Self.longestHead else { throw GateError.unreadable }
            return false
        }
        guard end - start <= Self.longestHead, let head = PartHead(buffer[start..<end]) else { throw GateError.unreadable }
        try take(.head(head))
        // The line end stays: an empty part's boundary needs it.
        (start, state) = (end + 2, .data)
        isAtDataStart = true
        return true
    }

    private mutating func readData(_ start: inout Int, _ take: (Piece) throws -> Void) throws -> Bool {
        guard buffer.count - start >= delimiter.count else { return false }
        let place = find(delimiter, from: start)
        let end = place ?? buffer.count - delimiter.count + 1
        // The line end before the first byte is no data.
        let first = isAtDataStart ? start + 2 : start
        if end > first { try take(.data(buffer[first..<end])) }
        if end >= first { isAtDataStart = false }
        guard let place else {
            start = isAtDataStart ? start : end
            return false
        }
        try take(.end)
        (start, state, isAtDataStart) = (place + delimiter.count, .boundary, false)
        return true
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            var place = start
            while place + pattern.count <= bytes.count,
                let found = memchr(base + place, Int32(pattern[0]), bytes.count - pattern.count + 1 - place)
            {
                place = UnsafeRawPointer(found) - base
                if memcmp(base + place, pattern, pattern.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }
}
