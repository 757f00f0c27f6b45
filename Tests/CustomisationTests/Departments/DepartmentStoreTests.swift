import Customisation
import Primitives
import Storage
import Testing

@Suite("Departments")
struct DepartmentStoreTests {
    @Test("a department is found by its id and by the letters of its numbers, in any case")
    func finds() async throws {
        let desk = try await TestDesk()
        let found = try await desk.database.read { tx in
            (try DepartmentStore(tx).find(desk.shop.id), try DepartmentStore(tx).find(prefix: "lbt"), try DepartmentStore(tx).all())
        }
        #expect(found.0 == desk.shop)
        #expect(found.1 == desk.shop)
        #expect(found.2 == [desk.shop])
    }

    @Test("letters that cannot lead a number are refused", arguments: ["", "L", "lbt", "1AB", "L-T", "ABCDEFGHIJK", "ȘTI"])
    func refusesPrefix(prefix: String) async throws {
        let desk = try await TestDesk()
        var department = desk.shop
        department.prefix = prefix
        let changed = department
        await #expect(throws: DepartmentError.prefix) {
            try await desk.database.write { tx in try DepartmentStore(tx).update(changed) }
        }
    }

    @Test("two departments cannot have the same letters, and a zone must exist")
    func refusesDoubles() async throws {
        let desk = try await TestDesk()
        let now = desk.time.clock.now()
        let twin = Department(id: desk.ids.next(), name: "IT", prefix: "LBT", language: .en, zone: "UTC")
        await #expect(throws: DepartmentError.prefixTaken("LBT")) {
            try await desk.database.write { tx in try DepartmentStore(tx).create(twin, at: now) }
        }
        let lost = Department(id: desk.ids.next(), name: "IT", prefix: "IT", language: .en, zone: "Mars/Olympus")
        await #expect(throws: DepartmentError.zone("Mars/Olympus")) {
            try await desk.database.write { tx in try DepartmentStore(tx).create(lost, at: now) }
        }
    }
}
