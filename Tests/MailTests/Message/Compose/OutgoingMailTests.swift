import Primitives
import Testing

@testable import Mail

@Suite("writing a mail")
struct OutgoingMailTests {
    private let date = MailDate(instant: Instant(microseconds: 1_795_188_600_000_000), offset: 120)

    private func mail(_ subject: String = "Re: shoes", text: String = "Hello\n", html: String? = nil, attachments: [MailAttachment] = []) -> OutgoingMail {
        OutgoingMail(
            from: MailAddress(name: "Atención, Tienda", address: "help@desk.example"), to: [MailAddress(name: "Ana Muñoz", address: "ana@example.org")],
            bcc: [MailAddress(address: "hidden@example.org")], subject: subject, text: text, html: html, attachments: attachments,
            messageID: "1.abc@desk.example", inReplyTo: "q@example.org", references: ["p@example.org", "q@example.org"], date: date)
    }

    /// Written, and checked to be lines of ASCII that every server passes on.
    private func written(_ mail: OutgoingMail) throws -> (bytes: [UInt8], read: MailMessage) {
        let bytes = try mail.compose()
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let endInReturns = lines.dropLast().allSatisfy { $0.last == 0x0D } && bytes.count { $0 == 0x0D } == lines.count - 1
        #expect(endInReturns)
        #expect(lines.allSatisfy { $0.count <= 998 && $0.allSatisfy { $0 < 0x80 } })
        return (bytes, MailParser().parse(bytes))
    }

    @Test("what is written is read again")
    func roundTrip() throws {
        let mail = mail("Ré: " + String(repeating: "zapatillas para correr, ñandú ", count: 8) + "👟", text: "¡Hola!\r\nUna línea\n.\nFrom here \n")
        let (bytes, read) = try written(mail)
        #expect(read.from == [mail.from] && read.to == mail.to && read.cc.isEmpty)
        #expect(read.subject == mail.subject)
        #expect(read.text == "¡Hola!\nUna línea\n.\nFrom here \n")
        #expect(read.messageID == "1.abc@desk.example" && read.references == mail.references && read.date == date)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("hidden@"))
        #expect(mail.recipients.map(\.address) == ["ana@example.org", "hidden@example.org"])
    }

    @Test("plain first, then HTML with its images, then files")
    func forms() throws {
        let image = MailAttachment(name: "logo.png", type: "image/png", bytes: [1, 2, 3], inlineAs: "logo@desk.example")
        let file = MailAttachment(name: "Rechnung März – 2026 (sehr langer Name, damit er geteilt werden muss).pdf", type: "application/pdf", bytes: Array(0...255))
        let (bytes, read) = try written(mail(html: "<p>Hello <img src=\"cid:logo@desk.example\"></p>", attachments: [image, file]))
        let text = String(decoding: bytes, as: UTF8.self)
        let places = ["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "application/pdf"].map { text.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(read.text == "Hello\n" && read.html == "<p>Hello <img src=\"cid:logo@desk.example\"></p>")
        #expect(read.attachments == [image, file])
        #expect(read.notices.isEmpty)
    }

    @Test("a line of ten thousand letters is broken up, and comes back whole")
    func longLines() throws {
        let long = String(repeating: "a", count: 10_000)
        let read = try written(mail(long, text: long)).read
        #expect(read.text == long && read.subject == long)
        let japanese = String(repeating: "こんにちは。", count: 300)
        #expect(try written(mail(japanese, text: japanese)).read.text == japanese)
    }

    @Test("nothing can begin a field of its own", arguments: ["x\r\nBcc: all@example.org", "x\nBcc: y", "x\0", "x\u{2028}y", "a\u{7F}"])
    func injection(_ text: String) {
        #expect(throws: MailHeaderError.self) { try mail(text).compose() }
        #expect(throws: MailHeaderError.self) { try MailHeaderField("X-Note", text) }
        #expect(throws: MailHeaderError.self) { try MailHeaderField("X-" + text, "y") }
        var named = mail()
        named.to = [MailAddress(name: text, address: "a@b.example")]
        #expect(throws: MailHeaderError.self) { try named.compose() }
        named.to = [MailAddress(address: "a@b.example" + text)]
        #expect(throws: MailHeaderError.self) { try named.compose() }
        var identified = mail()
        identified.messageID = text
        #expect(throws: MailHeaderError.self) { try identified.compose() }
    }

    @Test("addresses that are none, and fields that are ours, are refused", arguments: ["", "ana", "@example.org", "ana@", "a b@example.org", "a@b.example>", "a,b@c.example"])
    func invalid(_ address: String) {
        var mail = mail()
        mail.to = [MailAddress(address: address)]
        #expect(throws: MailHeaderError.self) { try mail.compose() }
        #expect(throws: MailHeaderError.reserved("Bcc")) { try MailHeaderField("Bcc", "x@y.example") }
    }

    @Test("names with odd signs are quoted or encoded", arguments: ["O'Brien", "Doe, Jane", "a \"b\" c", "back\\slash", "=?utf-8?q?x?=", "山田 太郎", "Ana (work)", "x@y"])
    func names(_ name: String) throws {
        var mail = mail()
        mail.to = [MailAddress(name: name, address: "a@b.example"), MailAddress(name: name, address: "c@d.example")]
        #expect(try written(mail).read.to == mail.to)
    }

    @Test("of a long thread the first four and the last six ancestors are named")
    func references() {
        let ids = (1...20).map { "\($0)@x" }
        #expect(MessageIdentifiers.chain(Array(ids.dropLast()), parent: "20@x") == Array(ids.prefix(4) + ids.suffix(6)))
        #expect(MessageIdentifiers.chain(["a", "b"], parent: "b") == ["a", "b"])
        #expect(MessageIdentifiers.chain([], parent: nil) == [])
    }

    @Test("without named recipients the field still stands")
    func undisclosed() throws {
        var mail = mail()
        mail.to = []
        #expect(try written(mail).read.to.isEmpty)
        #expect(String(decoding: try mail.compose(), as: UTF8.self).contains("To: undisclosed-recipients:;\r\n"))
    }
}
