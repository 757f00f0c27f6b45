/// `application/x-www-form-urlencoded` (WHATWG URL Standard §5.1), of bodies and queries.
enum URLEncoded {
    /// Names and values in their order. A `%` that leads no two hexadecimal digits stands for itself; bytes that are no UTF-8 are
    /// repaired. Throws ``GateError/tooLarge(limit:)`` for more than `most` fields.
    static func fields(_ bytes: some Sequence<UInt8>, most: Int) throws(GateError) -> [(name: String, value: String)] {
        let pairs = Array(bytes).split(separator: UInt8(ascii: "&"))
        guard pairs.count <= most else { throw .tooLarge(limit: "\(most)") }
        return pairs.map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(parts[0]), parts.count > 1 ? decode(parts[1]) : "")
        }
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
