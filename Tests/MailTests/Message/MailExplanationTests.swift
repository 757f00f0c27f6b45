import Foundation
import Testing

@testable import Mail

@Suite("one line of mail explain")
struct MailExplanationTests {
    @Test("every key stands there, null where there is nothing")
    func keys() throws {
        let line = try MailExplanation(of: MailParser().parse(Array("hello".utf8)), file: "x.eml", reply: "hello", html: nil, kind: "message", failed: []).line()
        let value = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(Set(value.keys) == ["file", "messageId", "inReplyTo", "references", "date", "subject", "from", "to", "cc", "text", "reply", "html", "attachments", "kind", "failed", "notices"])
        #expect(value["messageId"] is NSNull && value["date"] is NSNull && value["html"] is NSNull)
        #expect(!line.contains("\n"))
    }

    @Test("files are named, typed, measured and hashed")
    func attachments() throws {
        let message = MailParser().parse(Array("Date: Fri, 20 Nov 2026 17:30:00 -0330\nMessage-ID: <a@b>\nContent-Type: image/png; name=\"a.png\"\n\nabc".utf8))
        let explanation = MailExplanation(of: message, file: "x", reply: "", html: nil, kind: "message", failed: [])
        #expect(explanation.date == "2026-11-20T17:30:00-03:30")
        #expect(explanation.messageId == "a@b")
        let file = try #require(explanation.attachments.first)
        #expect(file.name == "a.png" && file.type == "image/png" && file.bytes == 3)
        #expect(file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
