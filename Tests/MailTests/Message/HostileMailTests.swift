import Primitives
import Testing

@testable import Mail

@Suite("mail made to break its reader")
struct HostileMailTests {
    private func keys(_ bytes: [UInt8]) -> [String] {
        MailParser().parse(bytes).notices.map(\.key)
    }

    @Test("multiparts within multiparts end at 32, and nothing is lost")
    func deep() {
        var text = "Content-Type: multipart/mixed; boundary=b0\n\n"
        for level in 0..<20_000 { text += "--b\(level)\nContent-Type: multipart/mixed; boundary=b\(level + 1)\n\n" }
        let message = MailParser().parse(Array((text + "--b20000\n\nbottom\n").utf8))
        #expect(message.notices.map(\.key).contains("mail.tooDeep"))
        #expect(message.attachments.map(\.type) == ["multipart/mixed"])
        #expect(message.attachments.first.map { String(decoding: $0.bytes, as: UTF8.self).hasSuffix("bottom\n") } == true)
    }

    @Test("a thousand parts are read, a hundred thousand are not")
    func wide() {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\nContent-Type: image/png\n\nx\n", count: 100_000)
        let message = MailParser().parse(Array(text.utf8))
        #expect(message.notices.map(\.key).contains("mail.tooManyParts"))
        #expect((990...1000).contains(message.attachments.count))
    }

    @Test("fields beyond a thousand, and bytes beyond a megabyte of them, are left")
    func headers() {
        let many = String(repeating: "X-Field: value\n", count: 50_000)
        #expect(keys(Array((many + "\nbody").utf8)) == ["mail.tooManyHeaders"])
        let long = "Subject: " + String(repeating: "word ", count: 1_000_000) + "\nTo: a@b.example\n\nbody"
        #expect(keys(Array(long.utf8)) == ["mail.headerTooLong"])
        #expect(MailParser().parse(Array(long.utf8)).text == "body")
    }

    @Test("part headers that GMime would chew on are hidden from it")
    func longParameters() {
        let parameters = (0..<50_000).map { "; a\($0)=b" }.joined()
        let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\(parameters)\n\nHello\n--b--\n"
        let message = MailParser().parse(Array(text.utf8))
        #expect(message.notices.map(\.key) == ["mail.headerTooLong"])
        #expect(message.text == "Hello")
    }

    @Test("marks that are opened and never closed do not add up", arguments: ["(", "\"", "<", "=?", "=?a?q?", "\"\\", "((\"", ",", "a,", "a:;", "@", "=?utf-8?b?"])
    func addresses(_ mark: String) {
        let message = MailParser().parse(Array(("To: " + String(repeating: mark, count: 20_000) + "\nSubject: " + String(repeating: mark, count: 20_000) + "\n\nx").utf8))
        #expect(message.to.count <= 2000)
    }

    @Test("text is shown up to its limit, all parts together")
    func longText() {
        var limits = MailLimits.standard
        limits.textBytes = 1000
        let part = "--b\nContent-Type: text/plain\n\n" + String(repeating: "a", count: 600) + "\n"
        let message = MailParser(limits: limits).parse(Array(("Content-Type: multipart/mixed; boundary=b\n\n" + part + part + part + "--b--\n").utf8))
        #expect(message.text.filter { $0 == "a" }.count == 1000)
        #expect(message.notices.map(\.key) == ["mail.textTooLong"])
    }

    @Test("a mail beyond the size is read up to it")
    func tooLarge() {
        var limits = MailLimits.standard
        limits.size = 20
        let message = MailParser(limits: limits).parse(Array("Subject: x\n\nHello, this is cut".utf8))
        #expect(message.notices.map(\.key) == ["mail.tooLarge"])
        #expect(message.text == "Hello, t")
    }

    @Test("thousands of cut and twisted mails, and noise, are all read")
    func noise() {
        var random = SeededRandom(seed: 1)
        let seed = Array("From: a <a@b.example>\nSubject: =?utf-8?q?x?=\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPGI+\n--b\nContent-Type: application/ms-tnef; name*0*=utf-8''win; name*1=mail.dat\n\nx\n--b--\n".utf8)
        for _ in 0..<2000 { _ = MailParser().parse(RobustnessTests.damaged(seed, using: &random)) }
        for _ in 0..<300 {
            let noise = (0..<Int.random(in: 0...3000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = MailParser().parse(noise)
        }
    }
}
