/// `format=flowed` (RFC 3676): lines that end in a space go on in the next one of the same quote depth.
enum FlowedText {
    static func unwrapped(_ text: String, deletingSpace: Bool) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        bytes.withUnsafeBytes { buffer in
            var lines = LineCursor(buffer, from: 0, to: buffer.count)
            var open: Int?
            while let line = lines.next() {
                open = append(buffer[line], after: open, deletingSpace: deletingSpace, to: &output)
            }
        }
        if bytes.last == 0x0A, output.last != 0x0A { output.append(0x0A) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Returns the quote depth that the next line may go on in; -1 where the line ended, `nil` before the first.
    private static func append(_ line: Slice<UnsafeRawBufferPointer>, after open: Int?, deletingSpace: Bool, to output: inout [UInt8]) -> Int {
        let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
        var content = line.dropFirst(depth)
        if content.first == 0x20 { content = content.dropFirst() }
        let isSignature = content.elementsEqual("-- ".utf8)
        let flows = content.last == 0x20 && !isSignature
        if open != depth || isSignature {
            if open != nil { output.append(0x0A) }
            output.append(contentsOf: repeatElement(UInt8(ascii: ">"), count: depth))
            if depth > 0 { output.append(0x20) }
        }
        output.append(contentsOf: flows && deletingSpace ? content.dropLast() : content)
        return flows ? depth : -1
    }
}
