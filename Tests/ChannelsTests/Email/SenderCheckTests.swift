import Mail
import Testing

@testable import Channels

@Suite("A sender check counts")
struct SenderCheckTests {
    private func check(_ headers: [String], from: String = "Ana <ana@example.org>", trusting hosts: Set<String> = ["mx.desk.example"]) -> SenderCheck? {
        let text = (headers + ["From: \(from)", "Subject: Hello", "", "Hello"]).joined(separator: "\r\n")
        return SenderCheck(of: MailParser().parse(Array(text.utf8)), trusting: hosts)
    }

    @Test("when a trusted server says that DMARC, a signature or SPF of the sender's domain passed", arguments: [
        "mx.desk.example; dmarc=pass (p=reject) header.from=example.org",
        "mx.desk.example 1; spf=none; dkim=pass (2048-bit key; \"x\\\"; y\") header.d=example.org header.b=abc",
        "MX.desk.example; dkim = pass header.i = @mail.example.org",
        "mx.desk.example; spf=pass smtp.mailfrom=ana@example.org",
        "mx.desk.example; dkim=fail header.d=example.org; dmarc=pass header.from=example.org",
    ])
    func passes(_ field: String) {
        #expect(check(["Authentication-Results: \(field)"])?.host == "mx.desk.example")
    }

    @Test("only if it proves the address in From", arguments: [
        "mx.desk.example; spf=pass smtp.mailfrom=bounce@other.example",
        "mx.desk.example; dkim=pass header.d=evil-example.org",
        "mx.desk.example; dmarc=fail header.from=example.org; dkim=pass header.d=example.org",
        "mx.desk.example; none",
        "mx.desk.example (; dmarc=pass header.from=example.org)",
        "mx.desk.example; x=\"; dmarc=pass header.from=example.org\"",
        "mx.desk.example; dmarc=pass",
        "",
    ])
    func fails(_ field: String) {
        #expect(check(["Authentication-Results: \(field)"]) == nil)
    }

    @Test("only of the topmost field: what stands below the next hop is the sender's own")
    func topmostOnly() {
        let forged = "Authentication-Results: mx.desk.example; dmarc=pass header.from=example.org"
        let own = "Authentication-Results: mx.desk.example; dmarc=none header.from=example.org"
        #expect(check([own, "Received: from evil by mx.desk.example; Sun, 22 Nov 2026 09:00:00 +0000", forged]) == nil)
        #expect(check(["Authentication-Results: elsewhere.example; none", forged]) == nil)
        #expect(check([own, forged.replacing("dmarc", with: "x").replacing("x=pass header.from", with: "dkim=pass header.d")]) != nil)
    }

    @Test("of no server when none is trusted, and of no mail with two senders")
    func needsTrust() {
        let field = "Authentication-Results: mx.desk.example; dmarc=pass header.from=example.org"
        #expect(check([field], trusting: []) == nil)
        #expect(check([field], from: "ana@example.org, eve@evil.example") == nil)
        #expect(check([field, "From: eve@evil.example"]) == nil)
    }
}
