import Accounts
import Contacts
import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Hostile strings")
struct HostileStringTests {
    private struct Case: Decodable {
        let text: String
    }

    @Test(
        "survive as subject, text, tag, note and draft",
        .enabled(if: Corpora.exists("hostile-strings/cases.jsonl"), "the corpora are not at hand"), arguments: TestEngine.allCases)
    func survive(engine: TestEngine) async throws {
        let lines = try String(contentsOf: Corpora.folder.appending(path: "hostile-strings/cases.jsonl"), encoding: .utf8).split(separator: "\n")
        let texts = try lines.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)).text }
        try await TestDesk.with(engine) { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), department = desk.department.id
            for text in texts {
                // U+0000 cannot be stored everywhere, and a subject and a tag have no white space around them.
                let kept = String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self), tag = Tag(kept)
                let ticket = try await desk.open(text, text, from: carla) { $0.tags = [tag].compactMap(\.self) }
                #expect(same(try await desk.messages(of: ticket).first?.text, kept))
                #expect(kept.trimmed.isEmpty || same(ticket.subject, kept.trimmed.cut(500)))
                #expect(ticket.tags.map(\.text) == [tag].compactMap { $0?.text })
                guard !text.trimmed.isEmpty else { continue }
                let note = try await desk.desk.note(ticket.id, as: ana, text: text)
                try await desk.desk.save(
                    Draft(kind: .reply, text: text, fields: ["to": text], seen: ticket.version, changed: desk.desk.now()), on: ticket.id, as: ana)
                let agent = try #require(ana.agent)
                let (noted, draft) = try await desk.db.read { tx in
                    (
                        try MessageStore(tx, department: department).note(note, in: ticket.id)?.text,
                        try DraftStore(tx, department: department).of(agent, on: ticket.id).first
                    )
                }
                #expect(same(noted, kept) && same(draft?.text, kept))
            }
        }
    }

    /// Byte for byte: to Swift, composed and decomposed letters are equal.
    private func same(_ one: String?, _ other: String) -> Bool {
        one.map { $0.utf8.elementsEqual(other.utf8) } ?? false
    }
}
