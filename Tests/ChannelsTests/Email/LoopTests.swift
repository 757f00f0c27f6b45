import Events
import Foundation
import Mail
import Outbox
import Primitives
import Testing
import Tickets

@testable import Channels

/// A post office between desks and programs that answer everything.
private final class PostOffice {
    struct Letter {
        let from: String
        let to: String
        let bytes: [UInt8]
    }

    var waiting: [Letter] = []
    private(set) var carried = 0
    private var sent: Set<ID<Parcel>> = []

    func collect(from desk: MailDesk) async throws {
        try await desk.reading.catchUp()
        for parcel in try await desk.outbox() where sent.insert(parcel.id).inserted {
            guard let letter = try? await desk.letter(parcel) else { continue }
            waiting += letter.recipients.map { Letter(from: letter.sender, to: $0, bytes: letter.bytes) }
        }
    }

    func next() -> Letter? {
        guard !waiting.isEmpty else { return nil }
        carried += 1
        return waiting.removeFirst()
    }
}

@Suite("Desks and programs that answer each other")
struct LoopTests {
    /// Answers everything at once; most do not even say that they are machines.
    private func answer(of number: Int, to letter: PostOffice.Letter, _ count: Int) -> PostOffice.Letter? {
        let mail = MailParser().parse(letter.bytes)
        guard let sender = mail.replyTo.first ?? mail.from.first else { return nil }
        let headers = [
            ["Auto-Submitted: auto-replied"], ["X-Autoreply: yes"], ["Precedence: bulk"], [], [], ["In-Reply-To: <\(mail.messageID ?? "x")>"],
        ][number % 6]
        let text = ["From: robot\(number)@robots.example", "To: \(sender.address)", "Subject: Re: \(mail.subject)",
            "Message-ID: <\(number).\(count)@robots.example>"] + headers
            + ["Date: Sun, 22 Nov 2026 09:00:00 +0000", "", "Thank you for your mail \(count). We will answer soon.", ""]
        return PostOffice.Letter(from: "robot\(number)@robots.example", to: sender.address, bytes: Array(text.joined(separator: "\r\n").utf8))
    }

    @Test("fall silent by themselves: two desks and twenty robots")
    func silence() async throws {
        try await MailDesk.with(address: "support@one.example") { one in
            try await MailDesk.with(address: "help@two.example") { two in
                let post = PostOffice()
                for number in 0..<20 {
                    let text = "From: robot\(number)@robots.example\r\nSubject: Start \(number)\r\nMessage-ID: <s\(number)@robots.example>\r\n\r\nHello"
                    for address in ["support@one.example", "help@two.example"] {
                        post.waiting.append(.init(from: "robot\(number)@robots.example", to: address, bytes: Array(text.utf8)))
                    }
                }
                // The desks write to each other, too.
                for (from, to) in [("support@one.example", "help@two.example"), ("help@two.example", "support@one.example")] {
                    let text = "From: \(from)\r\nTo: \(to)\r\nSubject: Desk to desk\r\nMessage-ID: <d@\(from)>\r\n\r\nHello"
                    post.waiting.append(.init(from: from, to: to, bytes: Array(text.utf8)))
                }
                while let letter = post.next(), post.carried < 5000 {
                    if letter.to.hasSuffix("@one.example") {
                        try await one.arrive(letter.bytes, from: letter.from, to: [letter.to])
                        try await post.collect(from: one)
                    } else if letter.to.hasSuffix("@two.example") {
                        try await two.arrive(letter.bytes, from: letter.from, to: [letter.to])
                        try await post.collect(from: two)
                    } else if let number = Int(letter.to.dropFirst("robot".count).prefix { $0.isNumber }),
                        let reply = answer(of: number, to: letter, post.carried)
                    {
                        post.waiting.append(reply)
                    }
                }
                #expect(post.waiting.isEmpty && post.carried < 200, "\(post.carried)")
            }
        }
    }

    @Test("cost no customer their question: a subject alone makes no machine")
    func bySubjectAlone() async throws {
        try await MailDesk.with { desk in
            let asked = try await desk.arrive(mail(subject: "Out of office: how do I turn it on?", id: "1@a"))
            let answered = try await desk.arrive(mail(subject: "Out of office: Ana", id: "2@a", ["Auto-Submitted: auto-replied"]))
            #expect(asked.outcome == .ticket && answered.outcome == .automatic)
            try await desk.reading.catchUp()
            #expect(try await desk.outbox().isEmpty)
        }
    }
}
