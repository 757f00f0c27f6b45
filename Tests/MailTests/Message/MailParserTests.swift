import Primitives
import Testing

@testable import Mail

@Suite("reading a mail")
struct MailParserTests {
    private func parse(_ text: String) -> MailMessage {
        MailParser().parse(Array(text.utf8))
    }

    @Test("an invitation's words are read in either case, and a backslash that was written stays one")
    func invitationInLowerCase() {
        let message = parse("Content-Type: text/calendar\n\nbegin:vcalendar\nbegin:vevent\nsummary:C:\\\\new\\nroom\nend:vevent\nend:vcalendar\n")
        #expect(message.text.contains("C:\\new\nroom"))
    }

    @Test("a plain mail is read field by field")
    func plain() {
        let message = parse(
            """
            From: Ana =?ISO-8859-1?Q?Mu=F1oz?= <ana@Example.ORG>
            To: "Desk, The" <help@desk.example>, Otro <otro@desk.example>
            Cc: Team: x@y.example, "Z" <z@y.example>;
            Subject: =?UTF-8?B?wr9Dw7Ntbw==?=
             =?UTF-8?Q?_va=3F?=
            Date: Fri, 20 Nov 2026 17:30:00 +0200
            Message-ID: <1@example.org>
            In-Reply-To: <a@desk.example>
            References: <a@desk.example><b@desk.example>

            Hola,
            no funciona.

            """)
        #expect(message.from == [MailAddress(name: "Ana Muñoz", address: "ana@example.org")])
        #expect(message.to == [MailAddress(name: "Desk, The", address: "help@desk.example"), MailAddress(name: "Otro", address: "otro@desk.example")])
        #expect(message.cc.map(\.address) == ["x@y.example", "z@y.example"])
        #expect(message.subject == "¿Cómo va?")
        #expect(message.date?.text == "2026-11-20T17:30:00+02:00")
        #expect(message.messageID == "1@example.org")
        #expect(message.inReplyTo == ["a@desk.example"])
        #expect(message.references == ["a@desk.example", "b@desk.example"])
        #expect(message.text == "Hola,\nno funciona.\n")
        #expect(message.html == nil && message.attachments.isEmpty && message.notices.isEmpty)
    }

    @Test("no input is too odd for a message", arguments: ["", "\n", "\r\n\r\n", "\0", "From ", ":", "a", "\u{FEFF}", "--", "Content-Type: multipart/mixed; boundary=\n\n--\n--", "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n----\n"])
    func odd(_ text: String) {
        let message = parse(text)
        #expect(message.from.isEmpty)
    }

    @Test("lines may end in CR alone, and an mbox separator may come first")
    func lineEnds() {
        #expect(parse("From ana Fri Nov 20\rSubject: Hi\rTo: a@b.example\r\rone\rtwo\r").subject == "Hi")
        #expect(parse("From: a@b.example\rSubject: Hi\r\rone\rtwo\r").text == "one\ntwo\n")
        #expect(parse("From ana@example.org Fri Nov 20 17:30:00 2026\nSubject: Hi\n\none\n").subject == "Hi")
        #expect(parse("Subject: Hi\r\n\r\none\r\ntwo").text == "one\ntwo")
    }

    @Test("bytes of zero vanish, raw bytes are read")
    func rawBytes() {
        let message = MailParser().parse(Array("Subject: te\0st".utf8) + [10] + Array("From: J".utf8) + [0xFC] + Array("rgen <j@example.org>\n\nGr".utf8) + [0xFC, 0xDF] + Array("e\0\n".utf8))
        #expect(message.subject == "test")
        #expect(message.from.first?.name == "Jürgen")
        #expect(message.text == "Grüße\n")
    }

    @Test("of two forms the plain one is the text, and the HTML is kept")
    func alternative() {
        let message = parse(
            """
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Hello
            --b
            Content-Type: text/html; charset=utf-8

            <p>Hello</p>
            --b--
            """)
        #expect(message.text == "Hello")
        #expect(message.html == "<p>Hello</p>")
    }

    @Test("the root of a related multipart is the one it names, its images are inline")
    func related() {
        let message = parse(
            """
            Content-Type: multipart/related; boundary=b; start="<root@x>"

            --b
            Content-Type: image/png
            Content-Transfer-Encoding: base64
            Content-ID: <pic@x>

            iVBORw0KGgo=
            --b
            Content-Type: text/html
            Content-ID: <root@x>

            <p>See <img src="cid:pic@x"></p>
            --b--
            """)
        #expect(message.html?.contains("See") == true)
        #expect(message.attachments.map(\.name) == ["image.png"])
        #expect(message.attachments.first?.contentID == "pic@x")
        #expect(message.attachments.first?.isInline == true)
        #expect(message.attachments.first?.bytes == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    }

    @Test("a mailing list's footer is read behind the text")
    func footer() {
        let message = parse(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Hello
            --b
            Content-Type: text/plain

            footer
            --b
            Content-Type: text/plain; name=notes.txt

            notes
            --b--
            """)
        #expect(message.text == "Hello\nfooter")
        #expect(message.attachments.map(\.name) == ["notes.txt"])
    }

    @Test("a mail within a mail is one attachment, byte for byte, named by its subject")
    func nested() {
        let inner = "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--"
        let message = parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\n\(inner)\n--b--\n")
        #expect(message.attachments.map(\.name) == ["Grüße.eml"])
        #expect(message.attachments.first.map { String(decoding: $0.bytes, as: UTF8.self) } == inner)
        #expect(message.text == "see below")
    }

    @Test("a multipart that breaks off is read as far as it goes")
    func truncated() {
        let message = parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0K")
        #expect(message.text == "Hello")
        #expect(message.attachments.first?.bytes == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A])
        #expect(message.notices.map(\.key) == ["mail.incomplete"])
    }

    @Test("a multipart without a boundary still shows its text")
    func noBoundary() {
        #expect(parse("Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nHello\n--x--\n").text == "Hello")
        #expect(parse("Content-Type: multipart/mixed; boundary=zzz\n\nHello\n").text.contains("Hello"))
    }

    @Test("files within the text come out of it")
    func uuencode() {
        let message = parse("Subject: x\n\nbefore\nbegin 644 hi.txt\n#0V%T\n`\nend\nafter\n")
        #expect(message.text == "before\nafter\n")
        #expect(message.attachments.map(\.name) == ["hi.txt"])
        #expect(message.attachments.first?.bytes == Array("Cat".utf8))
    }

    @Test("flowed lines are put together, quotes of other depth are not")
    func flowed() {
        let message = parse("Content-Type: text/plain; format=flowed\n\nOne long \nline.\n> quoted \n> text\n-- \nAna\n")
        #expect(message.text == "One long line.\n> quoted text\n-- \nAna\n")
    }

    @Test("an invitation is kept, told, and shown when nothing else is")
    func calendar() {
        let message = parse("Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fitting\\, shoes\nLOCATION:Room\n  2\nEND:VEVENT\nEND:VCALENDAR\n")
        #expect(message.text == "Fitting, shoes\nRoom 2\n")
        #expect(message.attachments.map(\.name) == ["calendar.ics"])
        #expect(message.notices.map(\.key) == ["mail.calendar"])
    }

    @Test("an encrypted mail says so and keeps its content as a file")
    func encrypted() {
        let message = parse("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--b--\n")
        #expect(message.notices.map(\.key) == ["mail.encrypted"])
        #expect(message.attachments.map(\.name) == ["version.txt", "encrypted.asc"])
    }

    @Test("names of files lose paths and control characters", arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\Temp\\a.doc", "a.doc"), ("a\u{202E}gnp.exe", "agnp.exe"), ("..", ""), ("a\tb.txt", "a b.txt"), ("naïve.pdf", "naïve.pdf"),
    ])
    func names(_ name: String, _ harmless: String) {
        #expect(AttachmentName.harmless(name) == harmless)
    }
}
