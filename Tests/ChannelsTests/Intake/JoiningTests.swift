import Contacts
import Primitives
import Storage
import Testing
import Tickets

@testable import Channels

@Suite("A mail that shows two tickets to be one conversation")
struct JoiningTests {
    /// Ana's question; Bea's answer to a mail we have not seen; what connects them.
    private func connected(_ desk: MailDesk, before connect: (RawMail, RawMail) async throws -> Void = { _, _ in }) async throws -> [RawMail] {
        let first = try await desk.arrive(mail(id: "1@a"))
        let second = try await desk.arrive(mail(from: "bea@firm.example", subject: "Re: Shoes", id: "3@b", ["In-Reply-To: <2@a>"]))
        #expect(first.ticket != second.ticket)
        try await connect(first, second)
        return [first, second, try await desk.arrive(mail(subject: "Re: Shoes", id: "4@a", ["References: <1@a> <2@a>"]))]
    }

    private func merged(_ mail: RawMail, on desk: MailDesk) async throws -> ID<Ticket>? { try await desk.ticket(mail).mergedInto }

    @Test("has the later one told in the elder; who wrote there waits for an agent")
    func joins() async throws {
        try await MailDesk.with { desk in
            let mails = try await connected(desk)
            #expect(try await merged(mails[1], on: desk) == mails[0].ticket && mails[2].ticket == mails[0].ticket)
            #expect(mails[2].why.map(\.key) == ["why.foreignID", "why.joined"])
            let talk = try await desk.messages(try #require(mails[0].ticket))
            #expect(talk.compactMap(\.messageID) == ["1@a", "3@b", "4@a"] && talk.last?.isVerified == true)
            let bea = try await desk.contact("bea@firm.example")?.id
            let people = try await desk.participants(try #require(mails[0].ticket))
            #expect(people.map(\.contact) == [bea].compactMap(\.self) && people.allSatisfy { !$0.isAccepted })
        }
    }

    @Test("that an agent can take apart again")
    func undo() async throws {
        try await MailDesk.with { desk in
            let mails = try await connected(desk)
            try await desk.desk.unmerge(try #require(mails[1].ticket), as: desk.agent)
            #expect(try await desk.messages(try #require(mails[1].ticket)).map(\.messageID) == ["3@b"])
            #expect(try await desk.participants(try #require(mails[0].ticket)).isEmpty)
        }
    }

    @Test("only links them once somebody of ours has worked on the later one")
    func onlyLinks() async throws {
        try await MailDesk.with { desk in
            let mails = try await connected(desk) { _, second in
                _ = try await desk.reply("We look into it.", on: try #require(second.ticket), to: ["bea@firm.example"])
            }
            #expect(try await merged(mails[1], on: desk) == nil && mails[2].ticket == mails[1].ticket)
            let id = try #require(mails[2].ticket)
            let links = try await desk.read { tx, department in try LinkStore(tx, department: department).of(id) }
            #expect(links.map(\.kind) == [.related] && links.first?.other == mails[0].ticket)
        }
    }

    @Test("leaves a question of its own alone, whatever a stranger claims")
    func leavesQuestions() async throws {
        try await MailDesk.with { desk in
            let ana = try await desk.arrive(mail(id: "1@a")), bea = try await desk.arrive(mail(from: "bea@firm.example", id: "1@b"))
            let eve = try await desk.arrive(mail(from: "eve@evil.example", id: "1@e", ["References: <1@a> <1@b>"]))
            #expect(try await merged(ana, on: desk) == nil)
            #expect(try await merged(bea, on: desk) == nil)
            #expect(try await desk.message(eve).isVerified == false)
        }
    }

    @Test("brings an answer that overtook the mail it answers back to it")
    func overtaken() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let answer = try await desk.arrive(mail(from: "bea@firm.example", subject: "Re: Shoes", id: "3@b", ["In-Reply-To: <2@c>"]))
            let late = try await desk.arrive(mail(from: "carl@firm.example", subject: "Re: Shoes", id: "2@c", ["In-Reply-To: <1@a>"]))
            #expect(late.ticket == first.ticket)
            #expect(try await merged(answer, on: desk) == first.ticket)
        }
    }
}
