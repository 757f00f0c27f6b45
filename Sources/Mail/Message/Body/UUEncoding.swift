/// Files that stand within a text, as `begin 644 name` … `end` (POSIX uuencode) or `=ybegin` … `=yend` (yEnc).
enum UUEncoding {
    struct File: Equatable {
        var name: [UInt8]
        var bytes: [UInt8]
    }

    /// The text without them, and the files. A missing `end` ends with the last line that can be one of the file's.
    static func extracted(from text: [UInt8], most: Int) -> (text: [UInt8], files: [File]) {
        guard text.withUnsafeBytes(mayHold) else { return (text, []) }
        var (rest, files) = ([UInt8](), [File]())
        text.withUnsafeBytes { buffer in
            var lines = LineCursor(buffer, from: 0, to: buffer.count)
            // A `=yend` that was looked for in vain is not looked for again.
            var (kept, mayBeY) = (0, true)
            while files.count < most, let line = lines.next() {
                guard let first = buffer[line].first, first == UInt8(ascii: "b") || first == UInt8(ascii: "=") && mayBeY else { continue }
                var ahead = lines
                guard let file = uuencoded(buffer, line, &ahead) ?? yEncoded(buffer, line, &ahead) else {
                    mayBeY = mayBeY && !buffer[line].starts(with: "=ybegin ".utf8)
                    continue
                }
                rest += buffer[kept..<line.lowerBound]
                files.append(file)
                lines = ahead
                kept = lines.position
            }
            rest += buffer[kept...]
        }
        return (rest, files)
    }

    static func mayHold(_ text: UnsafeRawBufferPointer) -> Bool {
        text.contains("begin ") || text.contains("=ybegin ")
    }

    private static func uuencoded(_ buffer: UnsafeRawBufferPointer, _ line: Range<Int>, _ lines: inout LineCursor) -> File? {
        let words = buffer[line].split(separator: 0x20, maxSplits: 2)
        guard words.count == 3, words[0].elementsEqual("begin".utf8), (3...4).contains(words[1].count), words[1].allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
        var bytes: [UInt8] = []
        var hasData = false
        while true {
            let before = lines
            guard let data = lines.next() else { break }
            if buffer[data].elementsEqual("end".utf8) { return File(name: Array(words[2]), bytes: bytes) }
            guard decode(buffer[data], into: &bytes) else {
                lines = before
                break
            }
            hasData = true
        }
        return hasData ? File(name: Array(words[2]), bytes: bytes) : nil
    }

    /// One line; `false` for a line that is none of a file's.
    private static func decode(_ line: Slice<UnsafeRawBufferPointer>, into bytes: inout [UInt8]) -> Bool {
        guard let first = line.first else { return true }
        let count = Int((first &- 0x20) & 63)
        let needed = (count + 2) / 3 * 4
        // Blanks at the end of a line are often lost; some programs add a character as a checksum.
        guard (0x20...0x60).contains(first), line.count - 1 <= needed + 2, line.count - 1 >= needed - 4 || count == 0,
            line.allSatisfy({ (0x20...0x60).contains($0) })
        else { return false }
        let values = line.dropFirst().map { ($0 &- 0x20) & 63 } + [0, 0, 0, 0]
        var left = count
        for start in stride(from: 0, to: needed, by: 4) where start + 3 < values.count {
            let three = [values[start] << 2 | values[start + 1] >> 4, values[start + 1] << 4 | values[start + 2] >> 2, values[start + 2] << 6 | values[start + 3]]
            bytes += three.prefix(left)
            left -= min(3, left)
        }
        return true
    }

    private static func yEncoded(_ buffer: UnsafeRawBufferPointer, _ line: Range<Int>, _ lines: inout LineCursor) -> File? {
        guard buffer[line].starts(with: "=ybegin ".utf8), let found = Array(buffer[line])[...].firstRange(of: Array(" name=".utf8)) else { return nil }
        let name = Array(Array(buffer[line])[found.upperBound...].trimmingBlanks())
        var bytes: [UInt8] = []
        while let data = lines.next() {
            if buffer[data].starts(with: "=yend".utf8) { return File(name: name, bytes: bytes) }
            if buffer[data].starts(with: "=ypart".utf8) { continue }
            var escaped = false
            for byte in buffer[data] {
                if byte == UInt8(ascii: "="), !escaped {
                    escaped = true
                } else {
                    bytes.append(byte &- (escaped ? 106 : 42))
                    escaped = false
                }
            }
        }
        return nil
    }
}
