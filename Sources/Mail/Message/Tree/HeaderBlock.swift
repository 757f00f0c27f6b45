/// The header of a mail or part: its fields, and where its body begins.
struct HeaderBlock {
    var fields: [RawField] = []
    /// Just behind the empty line.
    var bodyStart = 0
    var tooMany = false
    var tooLong = false

    /// Reads from `start`. Lines that are no fields are passed over while fields follow; else they begin the body.
    init(_ buffer: UnsafeRawBufferPointer, from start: Int, to end: Int, limits: MailLimits) {
        var lines = LineCursor(buffer, from: start, to: end)
        bodyStart = start
        var bytesLeft = limits.headerBytes
        while let line = lines.next() {
            if line.isEmpty || buffer[line].allSatisfy({ $0 == 0x0D }) {
                bodyStart = lines.position
                return
            }
            let kept = line.lowerBound..<min(line.upperBound, line.lowerBound + bytesLeft)
            bytesLeft -= kept.count
            if kept.count < line.count { tooLong = true }
            if buffer[line.lowerBound].isBlank, !fields.isEmpty {
                fields[fields.count - 1].value += buffer[kept]
            } else if let colon = Self.colon(in: buffer, line) {
                if colon < kept.upperBound { add(buffer, kept, colon: colon, limits: limits) }
            } else if !Self.isStray(buffer, line, next: lines) {
                bodyStart = line.lowerBound
                return
            }
            bodyStart = lines.position
        }
    }

    private mutating func add(_ buffer: UnsafeRawBufferPointer, _ line: Range<Int>, colon: Int, limits: MailLimits) {
        guard fields.count < limits.headers else { return tooMany = true }
        let name = buffer[line.lowerBound..<colon].prefix { !$0.isBlank }
        fields.append(RawField(name: String(decoding: name, as: UTF8.self), value: Array(buffer[(colon + 1)..<line.upperBound])))
    }

    /// Where a field's name ends (RFC 5322 §2.2), blanks before the colon allowed; `nil` for what is no field.
    static func colon(in buffer: UnsafeRawBufferPointer, _ line: Range<Int>) -> Int? {
        var index = line.lowerBound
        while index < line.upperBound, buffer[index] > 0x20, buffer[index] < 0x7F, buffer[index] != UInt8(ascii: ":") { index += 1 }
        let nameEnd = index
        while index < line.upperBound, buffer[index].isBlank { index += 1 }
        guard index < line.upperBound, buffer[index] == UInt8(ascii: ":"), nameEnd > line.lowerBound else { return nil }
        return index
    }

    /// A line without colon amid the fields: an mbox separator, or the rest of a field that lost its indentation.
    /// Such lines are followed by more fields before the empty line; those of a body are not.
    private static func isStray(_ buffer: UnsafeRawBufferPointer, _ line: Range<Int>, next: LineCursor) -> Bool {
        if buffer[line].starts(with: Array("From ".utf8)) || buffer[line].starts(with: Array(">From ".utf8)) { return true }
        var lines = next
        for _ in 0..<farthestField {
            guard let following = lines.next(), !following.isEmpty else { return false }
            if let colon = colon(in: buffer, following), isFieldName(buffer[following.lowerBound..<colon]) { return true }
        }
        return false
    }

    /// Lines looked ahead.
    private static let farthestField = 40

    /// "Note: …" may begin a body, "X-Note:" a field.
    private static func isFieldName(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard bytes.allSatisfy({ $0.isAlphanumeral || $0 == UInt8(ascii: "-") }) else { return false }
        return bytes.contains(UInt8(ascii: "-"))
            || ["to", "cc", "from", "date", "subject", "received"].contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }
}
