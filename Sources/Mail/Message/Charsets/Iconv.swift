import CIconv
import Glibc
import Synchronization

/// The platform's converter, with U+FFFD for what it refuses.
enum Iconv {
    /// Whether iconv can read an encoding of that name.
    static func knows(_ name: String) -> Bool {
        let plain = name.utf8.allSatisfy { byte in
            byte.isAlphanumeral || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
        guard plain, let converter = open(name) else { return false }
        iconv_close(converter)
        return true
    }

    /// - Parameter wholePairs: a refused pair is one character even where its second byte is an ASCII letter
    static func decoded(_ bytes: [UInt8], from name: String, wholePairs: Bool = false) -> (text: String, illegal: Int) {
        guard let converter = open(name) else { return (Windows1252.decode(bytes), 0) }
        defer { iconv_close(converter) }
        var run = IconvRun(converter: converter, bytes: bytes, wholePairs: wholePairs, hasFours: name == "GB18030")
        run.convert(substituting: substitutes(of: name))
        return (String(decoding: run.output, as: UTF8.self), run.illegal)
    }

    /// Two-byte codes that the WHATWG reads unlike glibc.
    private static func substitutes(of name: String) -> [UInt16: String] {
        switch name {
        case "GB18030": CharsetAdditions.gb18030
        case "BIG5-HKSCS": CharsetAdditions.big5
        case "CP949": CharsetAdditions.korean
        default: [:]
        }
    }

    private static func open(_ name: String) -> iconv_t? {
        let converter = iconv_open("UTF-8", name)
        // iconv_open answers (iconv_t)-1 when it knows no such name.
        guard Int(bitPattern: converter) != -1 else { return nil }
        keepLoaded(name)
        return converter
    }

    /// glibc unloads a converter's table when the last one closes; a header that changes its encoding with each word would load
    /// them thousands of times. One of each of the first names stays open.
    private static let kept = Mutex<[String: UInt]>([:])
    private static let mostKept = 64

    private static func keepLoaded(_ name: String) {
        kept.withLock { kept in
            guard kept[name] == nil, kept.count < mostKept else { return }
            kept[name] = UInt(bitPattern: iconv_open("UTF-8", name))
        }
    }
}

/// One conversion from first to last byte.
private struct IconvRun {
    let converter: iconv_t
    let bytes: [UInt8]
    let wholePairs: Bool
    /// Whether a digit in second place makes a character of four bytes.
    let hasFours: Bool
    var output: [UInt8] = []
    var illegal = 0
    private static let mostIllegal = 500_000
    private var buffer = [CChar](repeating: 0, count: 8192)

    init(converter: iconv_t, bytes: [UInt8], wholePairs: Bool, hasFours: Bool) {
        self.converter = converter
        self.bytes = bytes
        self.wholePairs = wholePairs
        self.hasFours = hasFours
        output.reserveCapacity(bytes.count + bytes.count / 2)
    }

    mutating func convert(substituting substitutes: [UInt16: String]) {
        var (start, position) = (0, 0)
        var leads = [Bool](repeating: false, count: 256)
        for code in substitutes.keys { leads[Int(code >> 8)] = true }
        while !substitutes.isEmpty, position + 1 < bytes.count {
            if bytes[position] < 0x80 {
                position += 1
            } else if leads[Int(bytes[position])], let text = substitutes[UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])] {
                convert(start..<position)
                output.append(contentsOf: text.utf8)
                position += 2
                start = position
            } else {
                position += width(at: position)
            }
        }
        convert(start..<bytes.count)
        flush()
    }

    /// Bytes of the character at `position` in GB 18030, Big5 and EUC-KR.
    private func width(at position: Int) -> Int {
        switch bytes[position + 1] {
        case 0x30...0x39 where hasFours: 4
        case 0x40...0x7E, 0x80...0xFE: 2
        default: 1
        }
    }

    private mutating func convert(_ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound, illegal < Self.mostIllegal {
            position = step(from: position, to: range.upperBound)
        }
        // What is refused so often is no text of this encoding.
        if position < range.upperBound { output += Windows1252.decode(Array(bytes[position..<range.upperBound])).utf8 }
    }

    /// Converts until the output is full or something is refused; returns where to go on.
    private mutating func step(from start: Int, to end: Int) -> Int {
        var (position, reason, written) = (end, Int32(0), 0)
        buffer.withUnsafeMutableBufferPointer { buffer in
            bytes.withUnsafeBytes { source in
                guard let base = source.baseAddress, let target = buffer.baseAddress else { return }
                var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base + start).assumingMemoryBound(to: CChar.self)
                var inputLeft = end - start
                var out: UnsafeMutablePointer<CChar>? = target
                var outLeft = buffer.count
                // iconv answers (size_t)-1 when it stopped early.
                reason = iconv(converter, &input, &inputLeft, &out, &outLeft) == -1 ? errno : 0
                written = buffer.count - outLeft
                position = end - inputLeft
            }
        }
        buffer.withUnsafeBytes { output.append(contentsOf: $0.prefix(written)) }
        return reason == EILSEQ || reason == EINVAL ? skipIllegal(at: position, end: end) : position
    }

    /// One U+FFFD for a pair that means nothing; an ASCII byte in second place stays (WHATWG, the legacy decoders).
    private mutating func skipIllegal(at position: Int, end: Int) -> Int {
        guard position < end else { return end }
        output.append(contentsOf: "\u{FFFD}".utf8)
        illegal += 1
        let second = position + 1 < end ? bytes[position + 1] : 0
        return position + (bytes[position] > 0x80 && second >= (wholePairs ? 0x40 : 0x80) ? 2 : 1)
    }

    private mutating func flush() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let target = buffer.baseAddress else { return }
            var out: UnsafeMutablePointer<CChar>? = target
            var left = buffer.count
            _ = iconv(converter, nil, nil, &out, &left)
            output.append(contentsOf: UnsafeRawBufferPointer(start: target, count: buffer.count - left))
        }
    }
}
