import Accounts
import Primitives
import Storage
import Testing

@Suite("The audit log")
struct AuditStoreTests {
    @Test("an untouched log is whole, and says where it ends")
    func isWhole() async throws {
        let desk = try await TestDesk()
        #expect(try await desk.accounts.verifyAudit() == .whole(count: 0, head: []))
        try await fill(desk)
        guard case .whole(let count, let head) = try await desk.accounts.verifyAudit() else {
            Issue.record("the log is broken")
            return
        }
        #expect(count == 5)
        #expect(head.count == 32)
    }

    @Test(
        "a changed, removed, cut or added line shows",
        arguments: [
            ("UPDATE audit SET data = '{}' WHERE number = 3", 3), ("UPDATE audit SET actor = 2 WHERE number = 1", 1),
            ("UPDATE audit SET at = at + 1 WHERE number = 2", 2), ("DELETE FROM audit WHERE number = 4", 4),
            ("DELETE FROM audit WHERE number = 5", 5), ("UPDATE audit_head SET number = 4", 4),
            ("UPDATE audit SET hash = previous WHERE number = 5", 5), ("DELETE FROM audit", 1),
        ] as [(SQL, Int64)])
    func shows(change: SQL, number: Int64) async throws {
        let desk = try await TestDesk()
        try await fill(desk)
        _ = try await desk.database.write { tx in try tx.run(change) }
        #expect(try await desk.accounts.verifyAudit() == .broken(at: number))
    }

    @Test("only who may see it reads it, and only their department's part")
    func guards() async throws {
        let desk = try await TestDesk()
        try await fill(desk)
        let admin = try await desk.access(try await desk.hire("Ana", [desk.officeRoles.admin]), desk.office)
        let agent = try await desk.access(try await desk.hire("Marc", [desk.officeRoles.agent]), desk.office)
        #expect(try await desk.accounts.audit(before: nil, most: 10, as: admin).isEmpty)
        await #expect(throws: PolicyError.self) { try await desk.accounts.audit(before: nil, most: 10, as: agent) }
    }

    private func fill(_ desk: TestDesk) async throws {
        let now = desk.time.clock.now()
        try await desk.database.write { tx in
            for number in 1...5 {
                try AuditStore(tx).append(.rightsChanged, department: desk.shop.id, by: .system, ["agent": "\(number)"], at: now)
            }
        }
    }
}
