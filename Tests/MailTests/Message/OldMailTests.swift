import Testing

@testable import Mail

@Suite("what old programs wrote")
struct OldMailTests {
    private func parse(_ text: String) -> MailMessage { MailParser().parse(Array(text.utf8)) }

    @Test("a field whose name is followed by blanks is no mbox separator")
    func blanksBeforeColon() {
        let message = parse("From  : Ana <ana@example.org>\nSubject   : Keys\n\nhi\n")
        #expect(message.from.map(\.address) == ["ana@example.org"] && message.subject == "Keys" && message.text == "hi\n")
    }

    @Test("a folded field keeps the blank it was folded at, once")
    func folded() {
        #expect(parse("Subject: one\n two\n\tthree\nFrom: a@b.example\n\nhi").subject == "one two three")
    }

    @Test("the parts of a digest are mails")
    func digest() {
        let message = parse(
            "Subject: s\nContent-Type: multipart/digest; boundary=x\n\n--x\n\nFrom: q@w.example\nSubject: one\n\nhello\n--x\n\nSubject: two\n\nhey\n--x--\n")
        #expect(message.attachments.map(\.name) == ["one.eml", "two.eml"] && message.text.isEmpty)
    }

    @Test("enriched text is read without its commands", arguments: [
        ("text/enriched", "<bold>Hello</bold> <<world\nagain\n\nnew <color><param>red</param>line</color>\n", "Hello <world again\nnew line"),
        ("text/richtext", "<bold>Hello</bold> world<nl>line<lt>x\n", "Hello world\nline<x"),
    ])
    func enriched(type: String, text: String, expected: String) {
        #expect(parse("Subject: s\nContent-Type: \(type)\n\n\(text)").text == expected)
        let both = parse("Content-Type: multipart/alternative; boundary=x\n\n--x\n\nplain\n--x\nContent-Type: \(type)\n\n\(text)\n--x--\n")
        #expect(both.text.hasPrefix("plain") && !both.text.contains("Hello"))
    }

    @Test("a letter cut in two does not spoil those that are whole")
    func cutLetter() {
        #expect(MailParser().parse(Array("Content-Type: text/plain; charset=utf-8\n\nGr\u{FC}".utf8) + [0xC3]).text == "Grü\u{FFFD}")
    }
}
