/// Mail is lines that end in LF or CRLF; old Macs end them in CR alone.
enum LineEnds {
    /// The bytes, with LF for CR where the header has no other line end.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        let head = bytes.prefix(4096)
        guard let firstReturn = head.firstIndex(of: 0x0D), !head.contains(0x0A) || head[..<firstReturn].isEmpty == false && isBare(bytes, head) else { return bytes }
        var repaired = bytes
        repaired.withUnsafeMutableBufferPointer { buffer in
            for index in buffer.indices where buffer[index] == 0x0D && (index + 1 == buffer.count || buffer[index + 1] != 0x0A) {
                buffer[index] = 0x0A
            }
        }
        return repaired
    }

    /// Whether the first line ends in a CR alone, and no line of the header in LF.
    private static func isBare(_ bytes: [UInt8], _ head: ArraySlice<UInt8>) -> Bool {
        guard let firstReturn = head.firstIndex(of: 0x0D), let firstFeed = head.firstIndex(of: 0x0A) else { return false }
        return firstReturn + 1 < firstFeed && head[firstReturn..<firstFeed].count { $0 == 0x0D } > 2
    }
}
