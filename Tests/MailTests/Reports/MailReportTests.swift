import Testing

@testable import Mail

@Suite("mail report")
struct MailReportTests {
    private func report(_ mail: String, envelopeSender: String? = nil) -> MailReport {
        MailReport.report(on: MailParser().parse(Array(mail.utf8)), envelopeSender: envelopeSender)
    }

    private func mail(_ headers: String..., text: String = "Hello") -> String {
        headers.joined(separator: "\n") + "\n\n" + text
    }

    @Test("a customer's mail has no sign of a machine")
    func person() {
        let report = report(mail("From: Ana <ana@example.org>", "Subject: Printer"), envelopeSender: "ana@example.org")
        #expect(report.kind == .message)
        #expect(report.automaticSigns.isEmpty)
        #expect(!report.suppressesAnswers)
    }

    @Test("headers by which machines name themselves", arguments: [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (failure)", "X-Autoreply: yes", "X-Autorespond: 1", "X-Autoresponder: x", "Precedence: auto_reply", "X-FC-MachineGenerated: true", "Subject: Out of Office: back on Monday", "Subject: Automatic reply: Printer",
        "Subject: Respuesta automática: Impresora", "Subject: Resposta automática: Impressora", "Subject: =?utf-8?Q?R=C4=83spuns_automat:_Imprimant=C4=83?=", "X-POST-MessageClass: 9; Autoresponder",
    ])
    func autoReply(header: String) {
        let report = report(mail("From: Ana <ana@example.org>", header))
        #expect(report.kind == .autoReply)
        #expect(report.suppressesAnswers)
        #expect(report.reason.hasPrefix("automatic: "))
    }

    @Test("headers that forbid answers to what is a message all the same", arguments: [
        "List-Id: <users.example.org>", "List-Unsubscribe: <mailto:x@example.org>", "X-Loop: desk@example.org", "X-Auto-Response-Suppress: OOF, AutoReply", "X-Auto-Response-Suppress: All", "Return-Path: <>",
    ])
    func suppressed(header: String) {
        let report = report(mail("From: Ana <ana@example.org>", "Subject: Printer", header))
        #expect(report.kind == .message)
        #expect(report.automaticSigns.count == 1)
        #expect(report.suppressesAnswers)
    }

    @Test("list mail with Precedence stays a message")
    func list() {
        let report = report(mail("From: Ana <ana@example.org>", "List-Id: <users.example.org>", "Precedence: list"))
        #expect(report.kind == .message)
        #expect(report.automaticSigns == ["Precedence: list", "List-Id: <users.example.org>"])
    }

    @Test("headers that say no", arguments: ["Auto-Submitted: no", "X-Auto-Response-Suppress: None", "X-Autoreply: no", "Precedence: normal"])
    func negative(header: String) {
        #expect(!report(mail("From: Ana <ana@example.org>", header)).suppressesAnswers)
    }

    @Test("subjects of automatic answers in many languages", arguments: [
        "Odpowiedź automatyczna: X", "Trả lời tự động: X", "מענה אוטומטי: X", "Автоматски одговор: X", "Ausência do escritório: X",
        "Balasan otomatis: X", "AUTO: Ana is out of the office (returning 12/01/2026)", "Re: Shoes (Automatic reply)", "Auto: Re: Shoes",
    ])
    func subjects(_ subject: String) {
        #expect(report("From: ana@example.org\nSubject: \(subject)\n\nI am away.").kind == .autoReply)
    }

    @Test("customers write about such mail", arguments: [
        "Out of office assistant does not start", "Vacation request", "Urlaub im August", "Automatic reply not working", "Undeliverable: what does this mean?", "Re: Undelivered Mail Returned to Sender", "Fwd: Mail delivery failed: returning message to sender",
    ])
    func about(subject: String) {
        let text = "Please help. I got this:\n\nThis message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients.\n\n  luis@example.net\n    Unrouteable address\n\nAna"
        let report = report(mail("From: Ana <ana@example.org>", "Subject: \(subject)", text: text), envelopeSender: "ana@example.org")
        #expect(report.kind == .message)
    }

    @Test("a person called postmaster writes like one")
    func postmaster() {
        let report = report(mail("From: postmaster@example.org", "Subject: Our new address", text: "Hello, please note that our relay moved. Regards, Ana"))
        #expect(report.kind == .message)
    }

    private let statusMail = """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        This is the mail system at host mx.example.com.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com

        Final-Recipient: rfc822; forwarded@example.net
        Original-Recipient: rfc822;ana@Example.org
        Action: failed
        Status: 5.0.0
        Diagnostic-Code: smtp; 550 5.1.1 <ana@example.org>:
            user unknown

        Final-Recipient: rfc822; luis@example.org
        Action: delayed
        Status: 4.2.2

        Final-Recipient: rfc822; eva@example.org
        Action: relayed
        Status: 2.0.0

        --b
        Content-Type: text/rfc822-headers

        From: desk@example.com
        Message-ID: <1.abc@desk.example.com>
        Subject: Printer

        --b--
        """

    @Test("a delivery report names each recipient, its status and the mail it is about")
    func deliveryStatus() {
        let report = report(statusMail)
        #expect(report.kind == .bounce)
        #expect(report.failed == [
            FailedRecipient(address: "ana@example.org", status: "5.1.1", permanent: true, reason: "550 5.1.1 <ana@example.org>: user unknown"),
            FailedRecipient(address: "luis@example.org", status: "4.2.2", permanent: false, reason: "delayed 4.2.2"),
        ])
        #expect(report.originalMessageIDs == ["1.abc@desk.example.com"])
        #expect(report.reason == "delivery-status: ana@example.org 5.1.1")
    }

    @Test("a report of success only is no bounce")
    func delivered() {
        let mail = statusMail.replacing("failed", with: "delivered").replacing("5.0.0", with: "2.1.5").replacing("550 5.1.1", with: "250 2.1.5").replacing("delayed", with: "relayed").replacing("4.2.2", with: "2.0.0")
        let report = report(mail)
        #expect(report.kind == .deliveryReport)
        #expect(report.failed.isEmpty)
    }

    @Test("a read receipt is a delivery report")
    func receipt() {
        let report = report("""
            From: ana@example.org
            Subject: Read: Printer
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b
            Content-Type: text/plain

            Your message was read.
            --b
            Content-Type: message/disposition-notification

            Final-Recipient: rfc822; ana@example.org
            Original-Message-ID: <1.abc@desk.example.com>
            Disposition: manual-action/MDN-sent-manually; displayed

            --b--
            """)
        #expect(report.kind == .deliveryReport)
        #expect(report.failed.isEmpty)
        #expect(report.originalMessageIDs == ["1.abc@desk.example.com"])
    }

    @Test("an abuse report is a feedback loop")
    func feedback() {
        let report = report("""
            From: feedback@example.net
            Subject: FW: Printer
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: text/plain

            This is an email abuse report.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            Version: 1

            --b
            Content-Type: message/rfc822

            Message-ID: <2@desk.example.com>
            From: desk@example.com

            Hello
            --b--
            """)
        #expect(report.kind == .feedbackLoop)
        #expect(report.originalMessageIDs == ["2@desk.example.com"])
    }

    @Test("reports in words alone", arguments: [
        ("Hi. This is the qmail-send program at mx.example.com.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ana@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no such user\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <3@desk.example.com>\n", "5.1.1"),
        ("This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered.\n\n  ana@example.org\n    Delay reason: connection timed out\n\nNo action is required on your part. Delivery attempts will be retried.\n------ This is a copy of the message, including all the headers. ------\nMessage-ID: <3@desk.example.com>\n", "4.4.7"),
        ("Your message\n  Subject: Printer\nwas not delivered to:\n  ana@example.org\nbecause:\n  User ana (ana@example.org) not listed in Domino Directory\n\nMessage-ID: <3@desk.example.com>\n", "5.1.1"),
        ("Delivery to the following recipient failed permanently:\n\n     ana@example.org\n\nThe error that the other server returned was:\n552 5.2.2 Mailbox full\n\n----- Original message -----\n\nMessage-ID:\n <3@desk.example.com>\n", "5.2.2"),
        ("Your message to ana@example.org couldn't be delivered.\nana wasn't found at example.org.\n\nMessage-ID: <3@desk.example.com>\n", "5.1.1"),
    ])
    func words(text: String, status: String) {
        let report = report(mail("Return-Path: <>", "From: Mail Delivery System <MAILER-DAEMON@mx.example.com>", "To: desk@example.com", "Subject: failure notice", text: text))
        #expect(report.kind == .bounce)
        #expect(report.failed.map(\.address) == ["ana@example.org"])
        #expect(report.failed.first?.status == status)
        #expect(report.failed.first?.permanent == status.hasPrefix("5"))
        #expect(report.originalMessageIDs == ["3@desk.example.com"])
    }

    @Test("an address book of hosts and numbers gives no codes", arguments: ["192.5.1.1 said hello", "v5.1.1x", "room 550a", "10.5.2.2.1"])
    func noCodes(text: String) {
        #expect(StatusCodes.enhanced(in: text.utf8) == nil)
        #expect(StatusCodes.reply(in: text.utf8) == nil)
    }

    @Test("codes as servers write them", arguments: [
        ("550 5.1.1 User unknown", "5.1.1", 550), ("(#5.5.0)", "5.5.0", nil), ("550-5.7.26 unauthenticated", "5.7.26", 550), ("said: 451 try later", nil, 451), ("[#4.1.9].", "4.1.9", nil), ("smtp;550 5.0.0 x 5.2.2 full", "5.2.2", 550), ("5.1.10.", "5.1.10", nil),
    ] as [(String, String?, Int?)])
    func codes(text: String, enhanced: String?, reply: Int?) {
        #expect(StatusCodes.enhanced(in: text.utf8)?.text == enhanced)
        #expect(StatusCodes.reply(in: text.utf8) == reply)
    }

    /// No arguments: they would stand in the log.
    private static let piles = [
        String(repeating: "Final-Recipient: rfc822;a@b.c\nAction: failed\n", count: 20_000), String(repeating: "<a@b.c>: 550 5.1.1 user unknown\n", count: 20_000), String(repeating: "@", count: 200_000), String(repeating: "a@", count: 100_000), String(repeating: "5.", count: 100_000), "{" + String(repeating: "{\"Message\":", count: 50_000),
    ]

    @Test("huge and broken reports end soon", arguments: piles.indices)
    func hostile(pile: Int) {
        let text = Self.piles[pile]
        let report = report("From: MAILER-DAEMON@example.org\nSubject: Undelivered mail\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=b\n\n--b\n\n\(text)\n--b\nContent-Type: message/delivery-status\n\n\(text)\n--b--\n")
        #expect(report.failed.count <= 500)
    }
}
