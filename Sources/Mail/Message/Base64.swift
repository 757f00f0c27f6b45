/// Base64 (RFC 4648), forgiving on reading: what is not of its alphabet is passed over, padding may be missing or stand between.
enum Base64 {
    static func decode(_ input: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.underestimatedCount * 3 / 4)
        var (bits, count) = (UInt32(0), 0)
        for byte in input {
            if byte == UInt8(ascii: "=") {
                (bits, count) = (0, 0)
                continue
            }
            let value = values[Int(byte)]
            guard value < 64 else { continue }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 != 1 {
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32((4 - UInt32(count % 4 == 0 ? 4 : count % 4)) * 2)))
            }
            if count == 4 { (bits, count) = (0, 0) }
        }
        return output
    }

    /// In lines of 76 characters with CRLF (RFC 2045 §6.8).
    static func encodeLines(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 78 / 57 + 80)
        for start in stride(from: 0, to: bytes.count, by: 57) {
            encode(bytes[start..<min(start + 57, bytes.count)], into: &output)
            output += [0x0D, 0x0A]
        }
        return output
    }

    static func encode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        encode(bytes, into: &output)
        return output
    }

    private static func encode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
            let count = min(3, bytes.endIndex - start)
            var bits: UInt32 = 0
            for offset in 0..<3 { bits = bits << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
            for offset in 0..<4 {
                output.append(offset <= count ? alphabet[Int(bits >> UInt32(18 - offset * 6) & 63)] : UInt8(ascii: "="))
            }
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
