import HTTPTypes
import HummingbirdTesting
import Primitives
import Testing
import Tickets

@testable import Web

@Suite struct EscalationTests {
    @Test("the page offers the tiers above, says who works there, and has the notes as findings")
    func page() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            _ = try await office.desktop.desk.note(ticket.id, as: office.access("ines"), text: "Stock is locked <until> Tuesday.")
            let answer = try await office.get("/tickets/\(ticket.number)/escalate")
            #expect(answer.status == .ok)
            #expect(answer.html.contains("value=\"\(office.queues[1].id)\" checked"))
            #expect(answer.html.contains("Rui") && answer.html.contains("0 open"))
            #expect(answer.html.contains("Stock is locked &lt;until&gt; Tuesday."))
            #expect(answer.html.contains("data-dialog-part"))
        }
    }

    @Test("one key is enough: a reason's button takes the ticket up")
    func oneKey() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let answer = try await office.post("/tickets/\(ticket.number)/escalate", ["because": "knowledge", "seen": "1", "reason": ""])
            #expect(answer.status == .seeOther)
            #expect(answer.leadsTo == "/tickets/\(ticket.number)")
            let now = try await office.now(ticket)
            #expect(now.tier == Tier(2) && now.assignee == nil)
            #expect(try await office.get("/tickets/\(ticket.number)/send-back", as: "rui").html.contains("Shop"))
        }
    }

    @Test("without a reason the form comes back with what was typed")
    func withoutReason() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let answer = try await office.post(
                "/tickets/\(ticket.number)/escalate", ["reason": " ", "findings": "Tried <everything>", "to": office.queues[2].id.text, "seen": "1"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("Please say why") && answer.html.contains("aria-invalid=\"true\""))
            #expect(answer.html.contains("Tried &lt;everything&gt;"))
            #expect(answer.html.contains("value=\"\(office.queues[2].id)\" checked"))
            #expect(try await office.now(ticket).tier == Tier(1))
        }
    }

    @Test("when a colleague was faster, the page says what changed and lets one go on")
    func meanwhile() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let ada = try await office.access("ada")
            var properties = Properties()
            properties.priority = .urgent
            _ = try await office.desktop.desk.set(properties, on: ticket.id, seen: ticket.version, as: ada)
            let fields = ["reason": "Locked stock", "seen": "1"]
            let refused = try await office.post("/tickets/\(ticket.number)/escalate", fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.html.contains("another priority") && refused.html.contains("Locked stock"))
            #expect(refused.html.contains("name=\"seen\" value=\"2\""))
            let taken = try await office.post("/tickets/\(ticket.number)/escalate", ["reason": "Locked stock", "seen": "2"])
            #expect(taken.status == .seeOther)
        }
    }

    @Test("an agent of another team gets no page and changes nothing")
    func outOfReach() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            for step in Step.allCases {
                #expect(try await office.get("/tickets/\(ticket.number)/\(step.rawValue)", as: "rui").status.code >= 400, "\(step)")
                #expect(try await office.post("/tickets/\(ticket.number)/\(step.rawValue)", ["reason": "x"], as: "rui").status.code >= 400, "\(step)")
            }
            #expect(try await office.now(ticket) == ticket)
        }
    }

    @Test("sending back gives it to whoever had it before")
    func sendBack() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let ines = try await office.access("ines")
            let mine = try await office.desktop.desk.assign(ticket.id, to: ines.agent, seen: ticket.version, as: ines)
            _ = try await office.desktop.desk.escalate(ticket.id, seen: mine.version, as: ines, reason: "hard", findings: "")
            let page = try await office.get("/tickets/\(ticket.number)/send-back", as: "rui")
            #expect(page.html.contains("Ines gets it back"))
            let sent = try await office.post("/tickets/\(ticket.number)/send-back", ["reason": "Ask for the order number"], as: "rui")
            #expect(sent.status == .seeOther)
            #expect(try await office.now(ticket).assignee == ines.agent)
        }
    }
}
