import NIOCore
import Testing

@testable import Mail

struct SMTPDataWriterTests {
    private func written(_ pieces: [ArraySlice<UInt8>]) -> String {
        var writer = SMTPDataWriter()
        var buffer = ByteBuffer()
        for piece in pieces { writer.write(piece, into: &buffer) }
        writer.finish(into: &buffer)
        return String(buffer: buffer)
    }

    @Test(
        "dots are doubled and lines end in CRLF, however the bytes are cut",
        arguments: [
            ("", ""), ("a", "a\r\n"), ("a\r\n", "a\r\n"), (".\r\n", "..\r\n"), ("a\r\n.b\r\n..\r\n", "a\r\n..b\r\n...\r\n"),
            ("a\n.\nb", "a\r\n..\r\nb\r\n"), ("a\r.\rb\r", "a\r\n..\r\nb\r\n"), ("\r\n\r\n", "\r\n\r\n"), ("a\r\r\nb", "a\r\n\r\nb\r\n"),
            ("a\r\n.", "a\r\n..\r\n"),
        ])
    func everyCut(mail: String, sent: String) {
        let bytes = Array(mail.utf8)
        for cut in 0...bytes.count { #expect(written([bytes[..<cut], bytes[cut...]]) == sent, "cut at \(cut)") }
    }
}
