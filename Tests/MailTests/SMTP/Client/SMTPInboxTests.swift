import NIOCore
import NIOEmbedded
import Testing

@testable import Mail

struct SMTPInboxTests {
    /// What the next question hears after these pieces came.
    private func heard(_ pieces: String..., closing: Bool = false) throws -> Result<SMTPReply, any Error>? {
        let inbox = SMTPInbox()
        let channel = EmbeddedChannel(handler: inbox)
        var heard: Result<SMTPReply, any Error>?
        let promise = channel.eventLoop.makePromise(of: SMTPReply.self)
        promise.futureResult.assumeIsolated().whenComplete { heard = $0 }
        inbox.next(promise)
        for piece in pieces { try channel.writeInbound(ByteBuffer(string: piece)) }
        if closing || heard == nil { _ = try? channel.close().wait() }
        return heard
    }

    @Test("a reply of several lines comes whole, in pieces or not")
    func lines() throws {
        let expected = SMTPReply(250, SMTPStatus(2, 1, 0), ["one", "two"])
        #expect(try heard("250-2.1.0 one\r\n250 2.1.0 two\r\n")?.get() == expected)
        #expect(try heard("2", "50-2.1.0 o", "ne\r", "\n250 2.1.0 two\r", "\n")?.get() == expected)
    }

    @Test("plain forms are read", arguments: [("250\r\n", ""), ("250 \r\n", ""), ("250 OK\n", "OK"), ("250 2.x hm\r\n", "2.x hm")])
    func plain(sent: String, words: String) throws {
        #expect(try heard(sent)?.get() == SMTPReply(250, words))
    }

    @Test("a status of another category belongs to the words")
    func foreignStatus() throws {
        #expect(try heard("550 4.2.2 full\r\n")?.get() == SMTPReply(550, "4.2.2 full"))
    }

    @Test("control characters in a server's words are not passed on")
    func controls() throws {
        #expect(try heard("550 \u{1B}[31mno\u{0} \u{9B}x\r\n")?.get().words == " [31mno   x")
    }

    @Test("garbage is named", arguments: ["HTTP/1.1 400 Bad\r\n", "25\r\n", "250_x\r\n", "999 x\r\n", "250-a\r\n251 b\r\n", "\r\n", "٢٥٠ x\r\n"])
    func garbage(sent: String) throws {
        guard case .failure(let error)? = try heard(sent), case .notUnderstood = error as? SMTPSendError.Reason else {
            return #expect(Bool(false), "taken: \(sent)")
        }
    }

    @Test("a line or a reply without end is garbage")
    func endless() throws {
        for sent in [String(repeating: "2", count: 10_000), String(repeating: "250-x\r\n", count: 300)] {
            guard case .failure(let error)? = try heard(sent), case .notUnderstood = error as? SMTPSendError.Reason else {
                return #expect(Bool(false))
            }
        }
    }

    @Test("a reply that came before the connection ended still counts")
    func replyThenEnd() throws {
        let inbox = SMTPInbox()
        let channel = EmbeddedChannel(handler: inbox)
        try channel.writeInbound(ByteBuffer(string: "421 4.3.2 bye\r\n"))
        try channel.close().wait()
        #expect(inbox.interruption() == .replied(SMTPReply(421, SMTPStatus(4, 3, 2), "bye")))
        #expect(inbox.interruption() == .connectionLost("the server closed the connection"))
    }
}
