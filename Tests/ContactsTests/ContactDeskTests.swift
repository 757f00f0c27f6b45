import Accounts
import Customisation
import Events
import Primitives
import Search
import Storage
import StorageTesting
import Testing

@testable import Contacts

/// A department with an agent and a lead.
struct ContactRoom {
    let db: Database
    let desk: ContactDesk
    let department: ID<Department>
    let agent: Access
    let time: HandClock
    let ids: IDMaker

    static func with(_ body: (ContactRoom) async throws -> Void) async throws {
        let migrations =
            StorageSchema.migrations + EventSchema.migrations + SearchSchema.migrations + CustomisationSchema.migrations
            + AccountSchema.migrations + ContactSchema.migrations
        try await TestEngine.sqlite.withDatabase(migrations) { db in try await body(ContactRoom(db)) }
    }

    private init(_ db: Database) async throws {
        self.db = db
        time = HandClock()
        let ids = IDMaker(node: 1, clock: time.clock), now = time.clock.now()
        self.ids = ids
        desk = ContactDesk(db: db, ids: ids, clock: time.clock)
        let department = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .en, zone: "UTC")
        self.department = department.id
        try await db.write { tx in try DepartmentStore(tx).create(department, at: now) }
        agent = Access(actor: .agent(ids.next()), department: department.id, grants: Role.BuiltIn.agent.grants)
    }

    func record(_ id: ID<Contact>) async throws -> ContactRecord {
        try await db.read { tx in try ContactStore(tx, department: department).record(id, for: agent) }
    }

    func suggested(_ typed: String) async throws -> [ID<Contact>] {
        try await db.read { tx in try ContactStore(tx, department: department).suggest(typed, most: 10).map(\.id) }
    }

    func organisation(_ name: String, _ domains: [String] = [], parent: ID<Organisation>? = nil) async throws -> Organisation {
        var properties = OrganisationProperties(name: name)
        properties.domains = domains
        properties.parent = parent
        return try await desk.createOrganisation(properties, as: agent)
    }
}

@Suite struct ContactDeskTests {
    @Test("a contact is found while typing by name, address, number and organisation, with or without accents")
    func suggest() async throws {
        try await ContactRoom.with { room in
            var contact = try await room.desk.create(name: "Ștefan Țepeș", .email, "stefan@castel.example", as: room.agent)
            contact = try await room.desk.add(.phone, "+40 721 234 567", to: contact.id, as: room.agent)
            var properties = OrganisationProperties(name: "Castelul Bran")
            properties.customerNumber = "K-1042"
            let organisation = try await room.desk.createOrganisation(properties, as: room.agent)
            contact = try await room.desk.setOrganisation(organisation.id, of: contact.id, seen: contact.version, as: room.agent)
            for typed in ["ste", "Ţepeş", "tepes stef", "stefan@castel", "721", "+40 721 234", "0721234567", "0040721", "castelul", "1042"] {
                #expect(try await room.suggested(typed) == [contact.id], "\(typed)")
            }
            #expect(try await room.suggested("dracula").isEmpty)
            properties.name = "Peleș"
            try await room.desk.editOrganisation(organisation.id, properties, seen: organisation.version, as: room.agent)
            #expect(try await room.suggested("peles") == [contact.id])
            #expect(try await room.suggested("castelul").isEmpty)
        }
    }

    @Test("an address or number that cannot be one is refused, and one that another has", arguments: [
        (Identity.Kind.email, "ana"), (.email, "ana@"), (.email, "ana@example"), (.email, "a b@example.com"), (.email, "ana@exa mple.com"),
        (.email, "ana@example.com\r\nBcc: x@y.zz"), (.email, ".ana@example.com"), (.email, "ana@@example.com"), (.email, "ana@1.2.3.4"),
        (.phone, "12"), (.phone, "call me"), (.phone, "12345678901234567890"), (.x, "a b"), (.email, ""), (.chat, "\u{202E}moc"),
    ])
    func invalid(_ kind: Identity.Kind, _ value: String) async throws {
        #expect(!kind.accepts(value))
        try await ContactRoom.with { room in
            let contact = try await room.desk.create(name: "Ana", .email, "ana@example.com", as: room.agent)
            await #expect(throws: ContactError.self) { try await room.desk.add(kind, value, to: contact.id, as: room.agent) }
            let other = try await room.desk.create(name: "Ion", as: room.agent)
            await #expect(throws: ContactError.identityTaken("ANA@example.com")) {
                try await room.desk.add(.email, "ANA@example.com", to: other.id, as: room.agent)
            }
        }
    }

    @Test("addresses of every country and telephone numbers as people write them are taken", arguments: [
        (Identity.Kind.email, "josé@correo.es"), (.email, "o'neil+tag@sub.example.co.uk"), (.email, "user@münchen.example"),
        (.phone, "+40 721.234.567"), (.phone, "0040721234567"), (.x, "@ana_pop"), (.whatsapp, "+34 (600) 123-456"),
    ])
    func valid(_ kind: Identity.Kind, _ value: String) {
        #expect(kind.accepts(value))
    }

    @Test("two ways of writing a number are one")
    func folded() {
        #expect(Identity.Kind.phone.folded("0040 721 234 567") == Identity.Kind.phone.folded("+40-721-234-567"))
    }

    @Test("an edit that someone was faster with is refused; events name properties, never what they say")
    func edit() async throws {
        try await ContactRoom.with { room in
            let contact = try await room.desk.create(name: "Ana", .email, "ana@example.com", as: room.agent)
            var properties = ContactProperties()
            properties.name = "Ana Popescu"
            properties.isVIP = true
            let change = properties
            let edited = try await room.desk.edit(contact.id, change, seen: contact.version, as: room.agent)
            #expect(edited.name == "Ana Popescu")
            #expect(edited.isVIP)
            await #expect(throws: ContactError.changedMeanwhile) {
                try await room.desk.edit(contact.id, change, seen: contact.version, as: room.agent)
            }
            try await room.db.givePositions()
            let events = try await room.db.read { tx in try EventStore(tx).after(0, most: 10) }
            #expect(events.map(\.kind) == [.contactIdentity, .contactCreated, .contactEdited])
            #expect(events.last?.values["what"] == "name,vip")
            #expect(!events.contains { event in event.values.values.contains { $0.contains("Ana") || $0.contains("example") } })
        }
    }

    @Test("whose address has an organisation's domain belongs to it, unless anybody can have one there")
    func domains() async throws {
        try await ContactRoom.with { room in
            let organisation = try await room.organisation("Acme", ["@Acme.example", "acme.example"])
            #expect(organisation.domains == ["acme.example"])
            let contact = try await room.desk.create(name: "Ana", .email, "ana@mail.acme.example", as: room.agent)
            #expect(contact.organisation == organisation.id)
            for domain in ["gmail.com", "yahoo.com.br", "hotmail.es", "uol.com.br", "yahoo.ro", "GMX.de"] {
                await #expect(throws: ContactError.publicDomain(domain.lowercased())) { try await room.organisation("Bad", [domain]) }
            }
            await #expect(throws: ContactError.domainTaken("acme.example")) { try await room.organisation("Other", ["acme.example"]) }
            await #expect(throws: ContactError.invalidDomain("nonsense")) { try await room.organisation("Other", ["nonsense"]) }
        }
    }

    @Test("an address that merely came with a mail joins nobody to an organisation before it was proven")
    func unproven() async throws {
        try await ContactRoom.with { room in
            let organisation = try await room.organisation("Acme", ["acme.example"])
            let contact = try await room.desk.create(name: "Eve", as: room.agent)
            let now = room.time.clock.now(), identity: ID<Identity> = room.ids.next()
            func belongs() async throws -> ID<Organisation>? { try await room.record(contact.id).contact.organisation }
            try await room.db.write { tx in
                try IdentityStore(tx, department: room.department).add(identity, .email, "eve@acme.example", to: contact.id, at: now)
            }
            #expect(try await belongs() == nil)
            try await room.db.write { tx in try IdentityStore(tx, department: room.department).verify(.email, "eve@acme.example", at: now) }
            #expect(try await belongs() == organisation.id)
        }
    }

    @Test("organisations stand in a tree, and none below itself")
    func tree() async throws {
        try await ContactRoom.with { room in
            let group = try await room.organisation("Group"), company = try await room.organisation("Company", parent: group.id)
            let branch = try await room.organisation("Branch", parent: company.id)
            let (path, below) = try await room.db.read { tx in
                let store = OrganisationStore(tx, department: room.department)
                return (try store.path(of: branch.id).map(\.name), try store.below(group.id).map(\.name))
            }
            #expect(path == ["Group", "Company", "Branch"])
            #expect(below == ["Company"])
            var properties = OrganisationProperties(group)
            properties.parent = branch.id
            let change = properties
            await #expect(throws: ContactError.organisationLoop) {
                try await room.desk.editOrganisation(group.id, change, seen: group.version, as: room.agent)
            }
        }
    }

    @Test("a relation is seen from both sides until it ends")
    func relations() async throws {
        try await ContactRoom.with { room in
            let ana = try await room.desk.create(name: "Ana", as: room.agent), ion = try await room.desk.create(name: "Ion", as: room.agent)
            try await room.desk.relate(ana.id, .assistant, of: ion.id, as: room.agent)
            let record = try await room.record(ion.id)
            #expect(record.relations.map(\.kind) == [.assistant])
            #expect(record.others[ana.id]?.name == "Ana")
            try await room.desk.end(record.relations[0].id, of: ion.id, as: room.agent)
            #expect(try await room.record(ana.id).relations.first?.ends == room.time.clock.now())
            await #expect(throws: ContactError.relatedToThemself) { try await room.desk.relate(ana.id, .manager, of: ana.id, as: room.agent) }
        }
    }

    @Test("a contact may change their own name and language, and nobody else")
    func themself() async throws {
        try await ContactRoom.with { room in
            let ana = try await room.desk.create(name: "Ana", as: room.agent), ion = try await room.desk.create(name: "Ion", as: room.agent)
            let access = Access.contact(ana.id.rawValue, in: room.department)
            var properties = ContactProperties()
            properties.language = .some(.ro)
            properties.isVIP = true
            let change = properties
            let edited = try await room.desk.edit(ana.id, change, seen: ana.version, as: access)
            #expect(edited.language == .ro)
            #expect(!edited.isVIP)
            await #expect(throws: ContactError.notFound) { try await room.desk.edit(ion.id, change, seen: ion.version, as: access) }
        }
    }
}
