import NIOCore

/// Writes a mail as it follows DATA: every line ends in CRLF, and a dot at the start of a line is doubled (RFC 5321 §4.5.2).
///
/// A bare CR or LF becomes CRLF: left as it is, some servers would take `LF . LF` for the end (CVE-2023-51764).
struct SMTPDataWriter {
    private static let cr = UInt8(ascii: "\r"), lf = UInt8(ascii: "\n"), dot = UInt8(ascii: ".")

    private var isAtLineStart = true
    private var isAfterCR = false

    mutating func write(_ piece: ArraySlice<UInt8>, into buffer: inout ByteBuffer) {
        piece.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count { index = writeLine(bytes, from: index, into: &buffer) }
        }
    }

    /// Writes up to and with the next line end, or to the end of the bytes.
    private mutating func writeLine(_ bytes: UnsafeRawBufferPointer, from start: Int, into buffer: inout ByteBuffer) -> Int {
        if isAfterCR {
            // The CRLF is written already.
            isAfterCR = false
            if bytes[start] == Self.lf { return start + 1 }
        }
        if isAtLineStart, bytes[start] == Self.dot { buffer.writeInteger(Self.dot) }
        let end = bytes[start...].firstIndex { $0 == Self.lf || $0 == Self.cr } ?? bytes.count
        buffer.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        isAtLineStart = end < bytes.count
        guard isAtLineStart else { return end }
        isAfterCR = bytes[end] == Self.cr
        buffer.writeStaticString("\r\n")
        return end + 1
    }

    /// Ends the last line. The final dot itself is for whoever decides that the mail goes.
    mutating func finish(into buffer: inout ByteBuffer) {
        if !isAtLineStart { buffer.writeStaticString("\r\n") }
        self = SMTPDataWriter()
    }
}
