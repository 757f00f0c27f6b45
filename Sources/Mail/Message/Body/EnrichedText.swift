/// The words of text/enriched (RFC 1896) and text/richtext (RFC 1341), as old programs of Unix and Mac wrote.
enum EnrichedText {
    static func plain(_ text: String, isRich: Bool) -> String {
        var output: [UInt8] = []
        let bytes = Array(text.withPlainLines.utf8)
        var index = 0, hidden = 0, breaks = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                // A line end is a blank, n of them are n - 1 lines.
                breaks += 1
                index += 1
                continue
            }
            if breaks > 0, hidden == 0 { output += breaks == 1 ? [0x20] : [UInt8](repeating: UInt8(ascii: "\n"), count: isRich ? 1 : breaks - 1) }
            breaks = 0
            if byte == UInt8(ascii: "<"), index + 1 < bytes.count, bytes[index + 1] == byte {
                if hidden == 0 { output.append(byte) }
                index += 2
            } else if byte == UInt8(ascii: "<"), let end = bytes[index...].prefix(longest).firstIndex(of: UInt8(ascii: ">")) {
                let command = String(decoding: bytes[(index + 1)..<end], as: UTF8.self).lowercased()
                if command == "param" || command == "comment" { hidden += 1 }
                if command == "/param" || command == "/comment" { hidden = max(0, hidden - 1) }
                if isRich { output += written[command] ?? [] }
                index = end + 1
            } else {
                if hidden == 0 { output.append(byte) }
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Bytes of one command.
    private static let longest = 200

    /// Commands of text/richtext that stand for signs.
    private static let written: [String: [UInt8]] = [
        "nl": [UInt8(ascii: "\n")], "lt": [UInt8(ascii: "<")], "np": [UInt8(ascii: "\n")], "/paragraph": [UInt8(ascii: "\n")],
    ]
}
