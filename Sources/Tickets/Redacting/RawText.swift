/// What can be read in bytes that were never parsed: as they are, and with the encodings of mail undone (RFC 2045 §6.7, §6.8).
enum RawText {
    /// Files and mails larger than this are taken for something that holds no words.
    static let longest = 32 << 20

    static func readings(of bytes: [UInt8]) -> [String] {
        guard bytes.count <= longest else { return [] }
        var readings = [String(decoding: bytes, as: UTF8.self)]
        if let wide = utf16(bytes) { readings.append(wide) }
        if let plain = quotedPrintable(bytes) { readings.append(plain) }
        let parts = base64Parts(bytes)
        if !parts.isEmpty { readings.append(parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\u{0}")) }
        return readings
    }

    /// Text with a mark of its byte order in front.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
        let isLittle = bytes[0] == 0xFF
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index -> UInt16 in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// `nil` where nothing is encoded so.
    private static func quotedPrintable(_ bytes: [UInt8]) -> String? {
        guard bytes.contains(UInt8(ascii: "=")) else { return nil }
        var plain: [UInt8] = [], index = 0
        plain.reserveCapacity(bytes.count)
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "="), index + 1 < bytes.count else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            if let softBreak = softBreak(bytes, after: index) {
                index = softBreak
            } else if index + 2 < bytes.count, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func softBreak(_ bytes: [UInt8], after index: Int) -> Int? {
        if bytes[index + 1] == UInt8(ascii: "\n") { return index + 2 }
        return bytes[index + 1] == UInt8(ascii: "\r") && index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: "\n") ? index + 3 : nil
    }

    private static func hex(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 48...57: letter - 48
        case 65...70: letter - 55
        case 97...102: letter - 87
        default: nil
        }
    }

    /// Every run of its letters, over line ends too, taken for base64.
    private static func base64Parts(_ bytes: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [], run: [UInt8] = [], isAfterLine = false
        func close() {
            if run.count >= 8 { parts.append(decoded(run)) }
            run.removeAll(keepingCapacity: true)
        }
        for byte in bytes {
            if let value = table[Int(byte)] {
                run.append(value)
                isAfterLine = false
            } else if byte == 10 || byte == 13 {
                // An empty line ends a body.
                if byte == 10 && isAfterLine { close() }
                if byte == 10 { isAfterLine = true }
            } else {
                close()
                isAfterLine = false
            }
        }
        close()
        return parts
    }

    private static func decoded(_ run: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(run.count * 3 / 4)
        var bits: UInt32 = 0, count = 0
        for value in run {
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    private static let table: [UInt8?] = {
        var table = [UInt8?](repeating: nil, count: 256)
        for (value, letter) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(letter)] = UInt8(value)
        }
        return table
    }()
}
