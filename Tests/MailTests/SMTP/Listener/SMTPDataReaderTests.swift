import Testing

@testable import Mail

struct SMTPDataReaderTests {
    /// Reads pieces and gives back the mail, and what was left behind its end; `nil` while it has no end.
    private func read(_ pieces: [[UInt8]]) -> (mail: String, rest: String)? {
        var reader = SMTPDataReader()
        var mail: [UInt8] = []
        var rest: [UInt8] = []
        for piece in pieces {
            let used = piece.withUnsafeBytes { bytes in reader.read(bytes) { mail.append(contentsOf: $0) } }
            rest += piece[used...]
        }
        return reader.isFinished ? (String(decoding: mail, as: UTF8.self), String(decoding: rest, as: UTF8.self)) : nil
    }

    @Test(
        "a mail is the same however its bytes are cut",
        arguments: [
            (".\r\n", "", ""),
            ("a\r\n.\r\nQUIT\r\n", "a\r\n", "QUIT\r\n"),
            ("..\r\n...a\r\n.b\r\n.\r\n", ".\r\n..a\r\nb\r\n", ""),
            ("a\n.\nb\r\n.\r\n", "a\n.\nb\r\n", ""),
            ("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n", ""),
            ("a\r.\r\nb\r\n.\r\n", "a\r.\r\nb\r\n", ""),
            ("a\r\n.\nb\r\n.\r\n", "a\r\n\nb\r\n", ""),
            ("a\r\n.\rb\r\n.\r\n", "a\r\n\rb\r\n", ""),
            ("a\r\n.\r\r\nb\r\n.\r\n", "a\r\n\r\r\nb\r\n", ""),
            ("a\r\r\n.\r\n", "a\r\r\n", ""),
            ("\r\n\r\n.\r\n", "\r\n\r\n", ""),
            ("a\r\n.\r\n.\r\n", "a\r\n", ".\r\n"),
        ])
    func everyCut(sent: String, mail: String, rest: String) throws {
        let bytes = Array(sent.utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let found = try #require(read([Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]))
                #expect(found.mail == mail, "cut at \(first) and \(second)")
                #expect(found.rest == rest, "cut at \(first) and \(second)")
            }
        }
    }

    @Test("only CRLF . CRLF ends a mail", arguments: ["a\n.\n", "a\n.\r\n", "a\r.\r", "a\r\n.\n", "a\r\n.\r", "a\r\n.", "a.\r\n", "\n.\r\n"])
    func noEnd(sent: String) {
        #expect(read([Array(sent.utf8)]) == nil)
    }
}
