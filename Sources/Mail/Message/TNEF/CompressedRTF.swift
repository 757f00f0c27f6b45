/// Rich text as Outlook packs it (MS-OXRTFCP): LZ77 over a dictionary of 4,096 bytes that begins with common phrases.
enum CompressedRTF {
    private static let (packedMark, plainMark) = (0x7546_5A4C, 0x414C_454D)
    private static let size = 4096

    private static let phrases = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
            + "Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)

    /// At most `limit` bytes; `nil` for what is not packed so.
    static func unpacked(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
        var cursor = TNEFCursor(bytes)
        guard cursor.number(bytes: 4) != nil, let rawSize = cursor.number(bytes: 4), let mark = cursor.number(bytes: 4), cursor.number(bytes: 4) != nil
        else { return nil }
        let room = min(rawSize, limit)
        switch mark {
        case plainMark: return Array(bytes.dropFirst(16).prefix(room))
        case packedMark: return unpack(&cursor, room: room)
        default: return nil
        }
    }

    private static func unpack(_ cursor: inout TNEFCursor, room: Int) -> [UInt8] {
        var dictionary = phrases + [UInt8](repeating: 0, count: size - phrases.count)
        var write = phrases.count
        var output: [UInt8] = []
        func put(_ byte: UInt8) {
            output.append(byte)
            dictionary[write] = byte
            write = (write + 1) % size
        }
        while let flags = cursor.number(bytes: 1) {
            for bit in 0..<8 {
                guard output.count < room else { return output }
                guard flags >> bit & 1 == 1 else {
                    guard let byte = cursor.number(bytes: 1) else { return output }
                    put(UInt8(byte))
                    continue
                }
                guard let high = cursor.number(bytes: 1), let low = cursor.number(bytes: 1) else { return output }
                let (offset, length) = (high << 4 | low >> 4, low & 15 + 2)
                guard offset != write else { return output }
                for step in 0..<length where output.count < room { put(dictionary[(offset + step) % size]) }
            }
        }
        return output
    }
}
