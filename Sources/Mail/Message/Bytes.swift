import Glibc

extension UInt8 {
    var isAlphabetic: Bool { (0x41...0x5A).contains(self & 0xDF) }
    var isNumeral: Bool { (0x30...0x39).contains(self) }
    var isAlphanumeral: Bool { isAlphabetic || isNumeral }
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isHTMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D }
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// The index just behind the first occurrence of `text`; `nil` where there is none.
    func firstIndexAfter(_ text: String) -> Int? {
        guard let found = firstRange(of: Array(text.utf8)) else { return nil }
        return found.upperBound
    }

    func trimmingBlanks() -> ArraySlice<UInt8> {
        var slice = drop { $0.isBlank || $0 == 0x0D || $0 == 0x0A }
        while let last = slice.last, last.isBlank || last == 0x0D || last == 0x0A { slice.removeLast() }
        return slice
    }
}

/// Lines of a stretch of bytes, found by memchr: a body of 50 MB is walked in milliseconds.
struct LineCursor {
    let buffer: UnsafeRawBufferPointer
    let end: Int
    private(set) var position: Int

    init(_ buffer: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        self.buffer = buffer
        self.position = start
        self.end = end
    }

    /// The next line without its line end, and where the one after it begins; `nil` at the end.
    mutating func next() -> Range<Int>? {
        guard position < end, let base = buffer.baseAddress else { return nil }
        let start = position
        let found = memchr(base + start, 0x0A, end - start)
        var stop = found.map { UnsafeRawPointer($0) - base } ?? end
        position = min(stop + 1, end)
        if stop > start, buffer[stop - 1] == 0x0D { stop -= 1 }
        return start..<stop
    }

    mutating func skip(to position: Int) {
        self.position = position
    }
}

extension UnsafeRawBufferPointer {
    /// Whether `text` stands somewhere within.
    func contains(_ text: StaticString) -> Bool {
        guard let base = baseAddress else { return false }
        let last = count - text.utf8CodeUnitCount
        var position = 0
        while position <= last, let found = memchr(base + position, Int32(text.utf8Start.pointee), last - position + 1) {
            if memcmp(found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return true }
            position = UnsafeRawPointer(found) - base + 1
        }
        return false
    }
}
