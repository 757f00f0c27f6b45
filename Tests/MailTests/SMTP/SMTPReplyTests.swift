import NIOCore
import Testing

@testable import Mail

struct SMTPReplyTests {
    private func written(_ reply: SMTPReply) -> String {
        var buffer = ByteBuffer()
        reply.write(to: &buffer)
        return String(buffer: buffer)
    }

    @Test("words of others cannot begin a line of their own")
    func injection() {
        let reply = SMTPVerdict.refused(SMTPStatus(5, 1, 1), "no\r\n250 yes\u{2028}\u{202E}x\u{7F}").reply(SMTPStatus(2, 1, 5))
        #expect(written(reply) == "550 5.1.1 no  250 yes  x \r\n")
    }

    @Test("a reply of several lines repeats its status")
    func lines() {
        #expect(written(SMTPReply(250, SMTPStatus(2, 0, 0), ["one", "two"])) == "250-2.0.0 one\r\n250 2.0.0 two\r\n")
    }

    @Test("a long line is cut within 512 octets")
    func long() {
        #expect(written(SMTPReply(550, SMTPStatus(5, 0, 0), String(repeating: "ă", count: 900))).utf8.count <= 512)
    }
}
