import Accounts
import Channels
import HTTPTypes
import HummingbirdTesting
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct MailLogPageTests {
    private func mail(_ office: TestOffice, _ text: String = "From: <x@y.example>\r\n\r\nHi <b>\r\n") async throws -> RawMail {
        try await Archive(office.desktop.branches).keep(
            Array(text.utf8), for: [office.shop.id: ["support@ribera.example"]], door: .smtp, sender: "x@y.example")
        return try #require(try await mails(office).first)
    }

    private func mails(_ office: TestOffice) async throws -> [RawMail] {
        try await office.desktop.db.read { [shop = office.shop] tx in try ArchiveStore(tx).log(department: shop.id, most: 10) }
    }

    private func putAside(_ office: TestOffice, _ mail: RawMail, on ticket: Ticket? = nil) async throws {
        try await office.desktop.db.write { tx in
            try tx.run(
                """
                UPDATE raw_mail SET outcome = \(RawMail.Outcome.quarantined), tries = 3, words = 'cannot <read>', ticket = \(ticket?.id)
                WHERE id = \(mail.id)
                """)
        }
    }

    @Test("every mail stands in the log; what could not be read is put aside with its reason, and read again by a button")
    func log() async throws {
        try await TestOffice.open { office in
            #expect(try await office.get("/mail", as: "ada").html.contains("No mail yet"))
            let mail = try await mail(office)
            #expect(try await office.get("/mail", as: "ada").html.contains("x@y.example"))
            try await putAside(office, mail)
            let page = try await office.get("/mail?outcome=quarantined", as: "root").html
            #expect(page.contains("cannot &lt;read&gt;") && page.contains("Reading failed 3 times") && page.contains("/mail/\(mail.id)/retry"))
            #expect(try await office.get("/mail", as: "ada").html.contains("/retry"))
            #expect(try await office.post("/mail/\(mail.id)/retry", as: "ines").status == .forbidden)
            #expect(try await office.post("/mail/\(mail.id)/retry", as: "ada").status == .seeOther)
            #expect(try await mails(office).first?.outcome == .received)
        }
    }

    @Test("the original is a file to save, for those with the right")
    func raw() async throws {
        try await TestOffice.open { office in
            let mail = try await mail(office)
            let answer = try await office.get("/mail/\(mail.id)/raw", as: "ada")
            #expect(answer.html == "From: <x@y.example>\r\n\r\nHi <b>\r\n")
            #expect(answer.headers[.contentType] == "message/rfc822")
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"mail-\(mail.id).eml\"")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(try await office.get("/mail/\(mail.id)/raw").status == .forbidden)
            #expect(try await office.get("/mail").status == .forbidden)
        }
    }

    @Test("mail of a confidential ticket shows that it came and nothing else")
    func confidential() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Hush")
            let mail = try await mail(office)
            try await putAside(office, mail, on: ticket)
            var secret = Properties()
            secret.isConfidential = true
            _ = try await office.desktop.desk.set(secret, on: ticket.id, seen: ticket.version, as: .system(office.shop.id))
            let page = try await office.get("/mail", as: "ada").html
            #expect(!page.contains("x@y.example") && !page.contains("Hush") && page.contains("may not see"))
            #expect(try await office.get("/mail/\(mail.id)/raw", as: "ada").status == .notFound)
        }
    }
}
