import Testing

@testable import Mail

@Suite("forwarded mail")
struct ForwardedMailTests {
    private func mail(_ subject: String, _ text: String) -> MailMessage {
        MailParser().parse(Array("From: agent@example.com\r\nSubject: \(subject)\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(text)".utf8))
    }

    @Test("the customer behind an inline forward", arguments: [
        "---------- Forwarded message ---------\nFrom: Ana Pop <ana@Example.ORG>\nDate: Tue, Feb 3, 2026 at 10:12 AM\nSubject: Printer\nTo: <agent@example.com>",
        "---------- Mensaje reenviado ---------\nDe: Ana Pop <ana@example.org>\nFecha: mar, 3 feb 2026\nAsunto: Printer\nPara: <agent@example.com>",
        "---------- Mesaj redirecționat ---------\nDe la: Ana Pop <ana@example.org>\nData: mar., 3 feb. 2026\nSubiect: Printer\nCătre: agent",
        "---------- Mensagem encaminhada ---------\nDe: Ana Pop <ana@example.org>\nData: ter., 3 de fev. de 2026\nAssunto: Printer\nPara: agent",
        "Begin forwarded message:\n\nFrom: Ana Pop <ana@example.org>\nSubject: Printer\nDate: 3 February 2026\nTo: agent@example.com",
        "Anfang der weitergeleiteten Nachricht:\n\nVon: \"Ana Pop\" <ana@example.org>\nBetreff: Printer\nDatum: 3. Februar 2026\nAn: agent@example.com",
        "-------- Forwarded Message --------\nSubject: \tPrinter\nDate: \tTue, 3 Feb 2026 10:12:00 +0100\nFrom: \tAna Pop <ana@example.org>\nTo: \tagent@example.com",
        "________________________________\nFrom: Ana Pop <ana@example.org<mailto:ana@example.org>>\nSent: Tuesday, February 3, 2026 10:12 AM\nTo: Agent\nSubject: Printer",
        "De : Ana Pop [mailto:ana@example.org]\nEnvoyé : mardi 3 février 2026 10:12\nÀ : Agent\nObjet : Printer",
        "*Van:* Ana Pop <ana@example.org>\n*Verzonden:* dinsdag 3 februari 2026\n*Aan:* Agent\n*Onderwerp:* Printer",
    ])
    func inline(head: String) throws {
        let inner = try #require(ForwardedMail.inner(of: mail("Fwd: Printer", "Please take this one.\n\n\(head)\n\nIt fails.\n> old\n")))
        #expect(inner.name == "Ana Pop")
        #expect(inner.address == "ana@example.org")
        #expect(inner.subject == "Printer")
        #expect(inner.date?.contains("3") == true)
        #expect(inner.before == "Please take this one.")
        #expect(inner.after == "It fails.\n> old")
    }

    @Test("Outlook within a firm shows no address")
    func nameOnly() throws {
        let inner = try #require(ForwardedMail.inner(of: mail("WG: Drucker", "Von: Pop, Ana\nGesendet: Dienstag, 3. Februar 2026 10:12\nAn: Agent\nBetreff: Drucker\n\nGeht nicht.")))
        #expect(inner.name == "Pop, Ana")
        #expect(inner.address == nil)
        #expect(inner.after == "Geht nicht.")
    }

    @Test("a reply over the same head is no forward")
    func reply() {
        let head = "From: Ana Pop <ana@example.org>\nSent: Tuesday, February 3, 2026 10:12 AM\nTo: Agent\nSubject: Printer"
        #expect(ForwardedMail.inner(of: mail("RE: Printer", "Done.\n\n\(head)\n\nIt fails.")) == nil)
        #expect(ForwardedMail.inner(of: mail("Printer", "Hello")) == nil)
    }

    @Test("a mail attached whole")
    func attached() throws {
        let text = """
            From: agent@example.com
            Subject: Customer's mail
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See attached.
            --b
            Content-Type: message/rfc822

            From: Ana Pop <ana@example.org>
            Subject: Printer
            Date: Tue, 3 Feb 2026 10:12:00 +0100

            It fails.
            --b--
            """
        let inner = try #require(ForwardedMail.inner(of: MailParser().parse(Array(text.utf8))))
        #expect(inner.address == "ana@example.org")
        #expect(inner.subject == "Printer")
        #expect(inner.before == "See attached.")
        #expect(inner.after == "It fails.")
    }
}
