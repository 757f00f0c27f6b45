import Accounts
import Contacts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct StepTests {
    @Test("assigning offers me first, then colleagues, then nobody; another queue moves it")
    func assign() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let path = "/tickets/\(ticket.number)/assign"
            let page = try await office.get(path).html
            let me = try #require(page.range(of: "Me, Ines")), ada = try #require(page.range(of: "Ada"))
            let nobody = try #require(page.range(of: "whoever is free"))
            #expect(me.lowerBound < ada.lowerBound && ada.lowerBound < nobody.lowerBound)
            #expect(!page.contains("Rui"))
            let ines = try #require(office.agents["ines"])
            #expect(try await office.post(path, ["now": ines.id.text, "seen": "1"]).status == .seeOther)
            #expect(try await office.now(ticket).assignee == ines.id)
            #expect(try await office.post(path, ["to": "nobody", "seen": "2"]).status == .seeOther)
            #expect(try await office.now(ticket).assignee == nil)
            let rui = try #require(office.agents["rui"])
            let refused = try await office.post(path, ["to": rui.id.text, "seen": "3"])
            #expect(refused.status == .unprocessableContent && refused.html.contains("does not work this queue"))
        }
    }

    @Test("moving needs the right at the other end too; a lead has it")
    func move() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let path = "/tickets/\(ticket.number)/assign", queue = office.queues[2].id.text
            #expect(try await !office.get(path).html.contains("value=\"\(queue)\""))
            let refused = try await office.post(path, ["queue": queue, "to": "nobody", "seen": "1"])
            #expect(refused.status == .unprocessableContent && refused.html.contains("Escalate it instead"))
            #expect(try await office.now(ticket).queue == ticket.queue)
            #expect(try await office.post(path, ["queue": queue, "to": "nobody", "seen": "1"], as: "ada").status == .seeOther)
            #expect(try await office.now(ticket).tier == Tier(3))
        }
    }

    @Test("merging shows first what will happen, then does it; undoing gives both back")
    func merge() async throws {
        try await TestOffice.open { office in
            let first = try await office.ticket("Shoes"), second = try await office.ticket("Shoes again")
            let path = "/tickets/\(second.number)/merge"
            #expect(try await office.get(path).html.contains("name=\"pick\" value=\"\(first.number)\" data-key=\"1\""))
            let preview = try await office.post(path, ["pick": first.number.text, "seen": "1"])
            #expect(preview.status == .unprocessableContent)
            #expect(preview.html.contains("becomes part of") && preview.html.contains("name=\"confirmed\" value=\"\(first.number)\""))
            #expect(try await office.now(second).state == .new)
            let other = try await office.post(path, ["into": "LBT-1", "confirmed": first.number.text, "seen": "1"])
            #expect(other.status == .unprocessableContent)
            let merged = try await office.post(path, ["into": first.number.text, "confirmed": first.number.text, "seen": "1"])
            #expect(merged.leadsTo == "/tickets/\(first.number)")
            #expect(try await office.now(second).mergedInto == first.id)
            #expect(try await office.post("/tickets/\(second.number)/unmerge").status == .seeOther)
            #expect(try await office.now(second).state == .new)
        }
    }

    @Test("what merging cannot do is said on its page", arguments: ["", "word", "LBT-999999", "self"])
    func mergeRefused(typed: String) async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let into = typed == "self" ? ticket.number.text : typed
            let answer = try await office.post("/tickets/\(ticket.number)/merge", ["into": into, "confirmed": into, "seen": "1"])
            #expect(answer.status == .unprocessableContent && answer.html.contains("aria-invalid=\"true\""))
        }
    }

    @Test("a ticket that the agent may not see is no ticket to merge with or link to")
    func hiddenTarget() async throws {
        try await TestOffice.open { office in
            let mine = try await office.ticket(), theirs = try await office.ticket("Secret subject", in: 1)
            let merge = try await office.post("/tickets/\(mine.number)/merge", ["into": theirs.number.text, "seen": "1"])
            let link = try await office.post("/tickets/\(mine.number)/links", ["other": theirs.number.text, "kind": "related"])
            for answer in [merge, link] {
                #expect(answer.status == .unprocessableContent && !answer.html.contains("Secret subject"))
            }
        }
    }

    @Test("a link is made, seen from both sides, and removed from the other")
    func links() async throws {
        try await TestOffice.open { office in
            let one = try await office.ticket("One"), two = try await office.ticket("Two")
            #expect(try await office.post("/tickets/\(one.number)/links", ["other": two.number.text, "kind": "partOf"]).status == .seeOther)
            #expect(try await office.get("/tickets/\(one.number)/links").html.contains("part of"))
            #expect(try await office.get("/tickets/\(two.number)/links").html.contains("has as a part"))
            #expect(try await office.post("/tickets/\(two.number)/links", ["remove": "from partOf \(one.number)"]).status == .seeOther)
            #expect(try await office.get("/tickets/\(one.number)/links").html.contains("linked to no other"))
        }
    }

    @Test("making words unreadable says first what goes, and does only what was seen")
    func redact() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Card", "My card is 4111 1111 1111 1111, thanks")
            let path = "/tickets/\(ticket.number)/redact"
            #expect(try await office.get(path).status == .forbidden)
            let preview = try await office.post(path, ["words": "4111 1111 1111 1111"], as: "ada")
            #expect(preview.status == .unprocessableContent)
            #expect(preview.html.contains("My card is █████, thanks") && preview.html.contains("cannot be undone"))
            let changed = try await office.post(path, ["words": "card", "confirmed": "words:4111 1111 1111 1111"], as: "ada")
            #expect(changed.status == .unprocessableContent)
            let fields = ["words": "4111 1111 1111 1111", "confirmed": "words:4111 1111 1111 1111"]
            #expect(try await office.post(path, fields, as: "ada").status == .seeOther)
            let text = try await office.desktop.db.read { [shop = office.shop] tx in
                try MessageStore(tx, department: shop.id).messages(of: ticket.id, most: 1).first?.text
            }
            #expect(text == "My card is █████, thanks")
            #expect(try await office.post(path, ["words": "nowhere"], as: "ada").html.contains("stand nowhere"))
        }
    }

    @Test("a preview names every place: however the words are written, in files, drafts, and what was learnt")
    func redactPreview() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Hello", "It is HUNTER2\u{AD}secret"), ines = try await office.access("ines")
            let blob = try await office.desktop.desk.blobs.prepare(Array("log: hunter2secret".utf8))
            _ = try await office.desktop.desk.note(
                ticket.id, as: ines, text: "see file", attachments: [NewAttachment(name: "log.txt", type: "text/plain", blob: blob)])
            let draft = Draft(kind: .reply, text: "is it hunter2secret?", fields: [:], seen: .first, changed: office.time.clock.now())
            try await office.desktop.desk.save(draft, on: ticket.id, as: ines)
            let text = ArticleText(title: "Reset hunter2secret", problem: "Locked out", steps: "Reset it.")
            try await office.desktop.desk.solve(ticket.id, seen: office.now(ticket).version, as: ines, with: .new(text, language: .en))
            let path = "/tickets/\(ticket.number)/redact"
            let page = try await office.post(path, ["words": "hunter2secret"], as: "ada").html
            for line in ["It is █████", "log.txt", "1 draft", "The solution born from here: Reset █████"] { #expect(page.contains(line), "\(line)") }
            #expect(page.contains("name=\"confirmed\""))
            let solution = try await office.desktop.db.read { [shop = office.shop] tx in
                let store = ArticleStore(tx, department: shop.id)
                return try store.born(from: [ticket.id.rawValue]).map { try store.text(of: $0, in: .en).title }
            }
            #expect(solution == ["Reset hunter2secret"], "a preview changes nothing")
            #expect(try await office.post(path, ["words": "hunter2secret", "confirmed": "words:hunter2secret"], as: "ada").status == .seeOther)
            #expect(try await office.post(path, ["words": "hunter2secret"], as: "ada").html.contains("stand nowhere"))
        }
    }

    @Test("a lead deletes into the bin and restores; an agent may not")
    func bin() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            #expect(try await office.post("/tickets/\(ticket.number)/delete").status == .forbidden)
            #expect(try await office.get("/tickets/\(ticket.number)/delete", as: "ada").html.contains("30 days"))
            let deleted = try await office.post("/tickets/\(ticket.number)/delete", as: "ada")
            #expect(deleted.leadsTo == "/inbox")
            #expect(try await office.now(ticket).binned != nil)
            #expect(try await office.post("/tickets/\(ticket.number)/restore", as: "ada").status == .seeOther)
            #expect(try await office.now(ticket).binned == nil)
        }
    }

    @Test("a solved ticket opens again; an open one says that it is")
    func reopen() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            _ = try await office.desktop.desk.solve(ticket.id, seen: ticket.version, as: office.access("ines"), with: .nothing(.thanks))
            #expect(try await office.post("/tickets/\(ticket.number)/reopen").status == .seeOther)
            #expect(try await office.now(ticket).state == .open)
            #expect(try await office.post("/tickets/\(ticket.number)/reopen").status == .unprocessableContent)
        }
    }

    @Test("a new address becomes a contact on the ticket; a known name is found; several are asked about")
    func participants() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let path = "/tickets/\(ticket.number)/participants"
            #expect(try await office.post(path, ["who": "Bob <bob@new.example>", "role": "copy"]).status == .seeOther)
            #expect(try await office.get(path).html.contains("bob@new.example"))
            let contacts = ContactDesk(db: office.desktop.db, ids: office.ids, clock: office.time.clock)
            let maria = try await contacts.create(name: "Maria Lopez", .email, "m1@x.example", as: .system(office.shop.id))
            _ = try await contacts.create(name: "Maria Silva", .email, "m2@x.example", as: .system(office.shop.id))
            let asked = try await office.post(path, ["who": "Maria", "role": "watcher"])
            #expect(asked.status == .unprocessableContent && asked.html.contains("Maria Lopez") && asked.html.contains("Maria Silva"))
            #expect(try await office.post(path, ["who": "Maria", "which": maria.id.text, "role": "watcher"]).status == .seeOther)
            let nobody = try await office.post(path, ["who": "Zebulon", "role": "copy"])
            #expect(nobody.status == .unprocessableContent && nobody.html.contains("value=\"Zebulon\""))
        }
    }

    @Test("whoever waits is let in by a button, and taken off by another")
    func waiting() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let contact = try await ContactDesk(db: office.desktop.db, ids: office.ids, clock: office.time.clock).create(
                name: "Carl", .email, "carl@x.example", as: .system(office.shop.id))
            try await office.desktop.db.write { [shop = office.shop, time = office.time] tx in
                try ParticipantStore(tx, department: shop.id).add(contact.id, .copy, to: ticket.id, isAccepted: false, at: time.clock.now())
            }
            let path = "/tickets/\(ticket.number)/participants"
            #expect(try await office.get(path).html.contains("accept copy \(contact.id)"))
            #expect(try await office.post(path, ["press": "accept copy \(contact.id)"]).status == .seeOther)
            let page = try await office.get(path).html
            #expect(page.contains("Carl") && !page.contains("accept copy"))
            #expect(try await office.post(path, ["press": "remove copy \(contact.id)"]).status == .seeOther)
            #expect(try await !office.get(path).html.contains("Carl"))
        }
    }

    @Test("every step has a page of its own that is a form, and no two fields share an id", arguments: Step.allCases)
    func pages(step: Step) async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket(in: step == .sendBack ? 1 : 0)
            let answer = try await office.get("/tickets/\(ticket.number)/\(step.rawValue)", as: "root")
            #expect(answer.status == .ok)
            #expect(answer.html.contains("action=\"/tickets/\(ticket.number)/\(step.rawValue)\""))
            #expect(!answer.html.contains("steps.") && !answer.html.contains("ticket.act"))
            let ids = answer.html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
            #expect(Set(ids).count == ids.count, "\(ids)")
        }
    }
}
