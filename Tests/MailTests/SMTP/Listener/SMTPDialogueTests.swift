import Testing

@testable import Mail

struct SMTPDialogueTests {
    private func dialogue(_ dialect: SMTPListener.Dialect = .smtp, tls: Bool = false, limits: SMTPListener.Limits = .init()) -> SMTPDialogue {
        SMTPDialogue(
            house: .init(hostname: "desk.example", dialect: dialect, limits: limits, offersTLS: tls), clientAddress: "192.0.2.1", isTLS: false)
    }

    /// Says lines, takes every recipient, and gives back the codes.
    private func codes(_ dialogue: inout SMTPDialogue, _ lines: String...) -> [Int] {
        lines.map { line in
            switch dialogue.answer(Array(line.utf8)) {
            case .reply(let reply), .leave(let reply), .secure(let reply), .skip(_, let reply): reply.code
            case .ask(let address):
                if case .reply(let reply) = dialogue.heard(.accepted(), for: address) { reply.code } else { 0 }
            case .data: 354
            case .chunk: 250
            }
        }
    }

    @Test("a mail in its order")
    func order() {
        var dialogue = dialogue()
        #expect(codes(&dialogue, "ehlo ana", "mail from:<a@b.example> size=10", "Rcpt To:<c@d.example>", "DATA") == [250, 250, 250, 354])
        #expect(dialogue.envelope?.recipients == ["c@d.example"])
        #expect(dialogue.envelope?.transmission == "ESMTP")
        #expect(dialogue.envelope?.promisedSize == 10)
    }

    @Test("commands out of their order are refused")
    func outOfOrder() {
        var dialogue = dialogue()
        #expect(codes(&dialogue, "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA", "EHLO ana") == [503, 503, 503, 250])
        #expect(codes(&dialogue, "RCPT TO:<c@d.example>", "DATA", "MAIL FROM:<>", "MAIL FROM:<>", "DATA") == [503, 503, 250, 503, 554])
        #expect(codes(&dialogue, "RSET", "DATA", "NOOP x", "VRFY ana", "EXPN list", "HELP", "AUTH PLAIN AAAA") == [250, 503, 250, 252, 502, 214, 502])
        #expect(codes(&dialogue, "STARTTLS", "XYZ", "", "QUIT") == [502, 500, 500, 221])
    }

    @Test("wishes that cannot be met are named")
    func wishes() {
        var dialogue = dialogue()
        _ = codes(&dialogue, "EHLO ana")
        #expect(codes(&dialogue, "MAIL FROM:<a@b.example> SIZE=99999999999999999999") == [552])
        #expect(codes(&dialogue, "MAIL FROM:<a@b.example> SIZE=52428801", "MAIL FROM:<a@b.example> SIZE=x") == [552, 555])
        #expect(codes(&dialogue, "MAIL FROM:<a@b.example> BODY=BINARYMIME", "MAIL FROM:<a@b.example> RET=FULL") == [555, 555])
        #expect(codes(&dialogue, "MAIL FROM:<ț@b.example>", "MAIL FROM:<ana maria@b.example>", "MAIL TO:<a@b.example>", "MAIL") == [553, 501, 501, 501])
        #expect(codes(&dialogue, "MAIL FROM:<ț@b.example> SMTPUTF8 BODY=8bitmime", "RCPT TO:<ș@d.example>") == [250, 250])
        #expect(dialogue.envelope?.transmission == "UTF8SMTP")
        #expect(codes(&dialogue, "RCPT TO:<>", "RCPT TO:<ana>", "RCPT TO:<Postmaster>", "RCPT TO:<a@b.example> NOTIFY=NEVER") == [501, 501, 250, 555])
    }

    @Test("too many recipients are put off, not refused")
    func manyRecipients() {
        var limits = SMTPListener.Limits()
        limits.recipients = 2
        var dialogue = dialogue(limits: limits)
        _ = codes(&dialogue, "EHLO ana", "MAIL FROM:<>")
        #expect(codes(&dialogue, "RCPT TO:<a@b.example>", "RCPT TO:<c@b.example>", "RCPT TO:<d@b.example>", "DATA") == [250, 250, 452, 354])
    }

    @Test("who errs too often, or tries too many addresses, is sent away")
    func patience() {
        var limits = SMTPListener.Limits()
        limits.errors = 2
        limits.refusedRecipients = 1
        var one = dialogue(limits: limits)
        #expect(codes(&one, "X", "Y", "Z") == [500, 500, 421])
        var two = dialogue(limits: limits)
        _ = codes(&two, "EHLO ana", "MAIL FROM:<>")
        #expect(two.heard(.unknownRecipient, for: "a@b.example") == .reply(SMTPReply(550, SMTPStatus(5, 1, 1), "no such mailbox here")))
        #expect(two.heard(.unknownRecipient, for: "b@b.example") == .leave(SMTPReply(421, SMTPStatus(4, 7, 0), "desk.example too many refused recipients")))
    }

    @Test("LMTP says LHLO and knows local mailboxes")
    func lmtp() {
        var dialogue = dialogue(.lmtp)
        #expect(codes(&dialogue, "EHLO ana", "HELO ana", "LHLO ana", "MAIL FROM:<>", "RCPT TO:<ana>", "DATA") == [500, 500, 250, 250, 250, 354])
        var smtp = self.dialogue()
        #expect(codes(&smtp, "LHLO ana", "HELO", "EHLO ") == [500, 501, 501])
    }

    @Test("a web browser is sent away at once")
    func web() {
        var dialogue = dialogue()
        #expect(codes(&dialogue, "POST / HTTP/1.1") == [421])
    }

    @Test("a piece without recipients is read and thrown away; one without a length ends the talk")
    func chunks() {
        var dialogue = dialogue()
        _ = codes(&dialogue, "EHLO ana")
        guard case .skip(5, let reply) = dialogue.answer(Array("BDAT 5 LAST".utf8)) else { return #expect(Bool(false)) }
        #expect(reply.code == 503)
        _ = codes(&dialogue, "MAIL FROM:<>", "RCPT TO:<a@b.example>")
        #expect(dialogue.answer(Array("BDAT 7".utf8)) == .chunk(bytes: 7, isLast: false))
        #expect(codes(&dialogue, "DATA", "RCPT TO:<c@b.example>", "MAIL FROM:<>") == [503, 503, 503])
        #expect(dialogue.answer(Array("bdat 0 last".utf8)) == .chunk(bytes: 0, isLast: true))
        #expect(codes(&dialogue, "BDAT x") == [421])
    }

    @Test("STARTTLS is offered once, and forgets what was said before it")
    func tls() {
        var dialogue = dialogue(tls: true)
        #expect(codes(&dialogue, "EHLO ana", "MAIL FROM:<>", "STARTTLS now", "STARTTLS") == [250, 250, 501, 220])
        dialogue.secured()
        #expect(dialogue.envelope == nil)
        #expect(codes(&dialogue, "MAIL FROM:<>", "STARTTLS", "EHLO ana", "MAIL FROM:<>") == [503, 503, 250, 250])
        #expect(dialogue.envelope?.transmission == "ESMTPS")
    }

    @Test("control characters and broken UTF-8 are no command")
    func controls() {
        var dialogue = dialogue()
        #expect(codes(&dialogue, "NOOP\u{0}", "NO\u{1}OP", "EHLO ana\rMAIL") == [500, 500, 500])
        guard case .reply(let reply) = dialogue.answer([0x4E, 0x4F, 0x4F, 0x50, 0x20, 0xFF]) else { return #expect(Bool(false)) }
        #expect(reply.code == 500)
    }
}
