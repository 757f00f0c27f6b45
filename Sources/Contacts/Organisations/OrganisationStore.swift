import Primitives
import Search
import Storage

/// The rows of organisations.
package struct OrganisationStore {
    private static let columns: SQL = "id, version, department, parent, name, customer_number, domains, notes, shares_tickets"
    /// Steps from the top of a tree.
    static let deepest = 16

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ id: ID<Organisation>) throws -> Organisation? {
        try tx.first(
            Organisation.self, "SELECT \(Self.columns) FROM organisation WHERE department = \(department) AND id = \(id)")
    }

    /// Throws ``ContactError/organisationNotFound``.
    package func require(_ id: ID<Organisation>) throws -> Organisation {
        guard let organisation = try find(id) else { throw ContactError.organisationNotFound }
        return organisation
    }

    /// Whose people have addresses at that domain, or at one above it.
    package func find(_ domain: MailDomain) throws -> Organisation? {
        for candidate in domain.candidates {
            let id = try tx.value(
                ID<Organisation>.self,
                "SELECT organisation FROM organisation_domain WHERE department = \(department) AND domain = \(candidate)")
            if let id { return try find(id) }
        }
        return nil
    }

    /// From the top down to the organisation itself.
    package func path(of id: ID<Organisation>) throws -> [Organisation] {
        var path: [Organisation] = []
        var next: ID<Organisation>? = id
        while let id = next, path.count < Self.deepest, let organisation = try find(id) {
            path.insert(organisation, at: 0)
            next = organisation.parent
        }
        return path
    }

    /// Those directly below, or at the top, by name.
    package func below(_ parent: ID<Organisation>?, after name: String? = nil, most: Int = 200) throws -> [Organisation] {
        let place: SQL = parent.map { "parent = \($0)" } ?? "parent IS NULL"
        let behind: SQL = name.map { "AND folded > \(Folding.fold($0))" } ?? ""
        return try tx.all(
            Organisation.self,
            """
            SELECT \(Self.columns) FROM organisation WHERE department = \(department) AND \(place) \(behind)
            ORDER BY folded, id LIMIT \(most)
            """)
    }

    /// By name or customer number as typed so far.
    package func suggest(_ typed: String, most: Int) throws -> [Organisation] {
        let folded = Folding.fold(typed)
        guard !folded.isEmpty else { return [] }
        return try tx.all(
            Organisation.self,
            """
            SELECT \(Self.columns) FROM organisation
            WHERE id IN (
                SELECT id FROM organisation WHERE department = \(department) AND folded >= \(folded) AND folded < \(folded + "\u{10FFFF}")
                UNION SELECT id FROM organisation WHERE department = \(department) AND customer_number = \(typed.trimmed))
            ORDER BY folded, id LIMIT \(most)
            """)
    }

    /// Where a contact belongs, the main one first.
    package func of(_ contact: Contact) throws -> [Organisation] {
        try tx.all(
            Organisation.self,
            """
            SELECT \(Self.columns) FROM organisation WHERE department = \(department) AND id IN (
                SELECT organisation FROM membership WHERE contact = \(contact.id) UNION SELECT \(contact.organisation))
            ORDER BY id <> \(contact.organisation?.rawValue ?? 0), folded, id
            """)
    }

    /// Its people by id, behind `key`.
    package func people(of id: ID<Organisation>, after key: ID<Contact>? = nil, most: Int) throws -> [Contact] {
        try tx.all(
            Contact.self,
            """
            SELECT \(ContactStore.columns) FROM contact
            WHERE department = \(department) AND organisation = \(id) AND id > \(key?.rawValue ?? 0) AND merged_into IS NULL
            ORDER BY id LIMIT \(most)
            """)
    }
}

// Changes.
extension OrganisationStore {
    func insert(_ organisation: Organisation, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO organisation (id, version, department, parent, name, folded, customer_number, domains, notes, shares_tickets, made_at)
            VALUES (\(organisation.id), \(organisation.version), \(department), \(organisation.parent), \(organisation.name),
                \(Folding.fold(organisation.name).cut(190)), \(organisation.customerNumber), \(JSON(organisation.domains)),
                \(organisation.notes), \(organisation.sharesTickets), \(now))
            """)
        try write(organisation.domains, of: organisation.id)
    }

    /// Throws ``ContactError/changedMeanwhile`` when the row has moved on since `organisation.version`.
    func update(_ organisation: Organisation) throws -> Organisation {
        var next = organisation
        next.version = organisation.version.next
        let changed = try tx.changed(by: 
            """
            UPDATE organisation SET version = \(next.version), parent = \(next.parent), name = \(next.name),
                folded = \(Folding.fold(next.name).cut(190)), customer_number = \(next.customerNumber), domains = \(JSON(next.domains)),
                notes = \(next.notes), shares_tickets = \(next.sharesTickets)
            WHERE department = \(department) AND id = \(next.id) AND version = \(organisation.version)
            """)
        guard changed == 1 else { throw ContactError.changedMeanwhile }
        try write(next.domains, of: next.id)
        return next
    }

    /// Throws ``ContactError/domainTaken(_:)``.
    private func write(_ domains: [String], of id: ID<Organisation>) throws {
        try tx.run("DELETE FROM organisation_domain WHERE department = \(department) AND organisation = \(id)")
        for domain in domains {
            let isNew = try tx.insertedMissing(
                "INSERT INTO organisation_domain (department, domain, organisation) VALUES (\(department), \(domain), \(id))",
                key: "department, domain")
            guard isNew else { throw ContactError.domainTaken(domain) }
        }
    }

    /// Makes someone who belongs nowhere one of the people of the organisation that has their address's domain.
    func adopt(_ id: ID<Contact>, address: String) throws {
        let contacts = ContactStore(tx, department: department)
        guard let domain = MailDomain(ofAddress: address), var contact = try contacts.find(id), contact.organisation == nil,
            let organisation = try find(domain)
        else { return }
        contact.organisation = organisation.id
        _ = try contacts.update(contact)
    }

    func join(_ contact: ID<Contact>, _ id: ID<Organisation>) throws -> Bool {
        try tx.insertedMissing(
            "INSERT INTO membership (contact, organisation) VALUES (\(contact), \(id))", key: "contact, organisation")
    }

    func leave(_ contact: ID<Contact>, _ id: ID<Organisation>) throws -> Bool {
        try tx.changed(by: "DELETE FROM membership WHERE contact = \(contact) AND organisation = \(id)") > 0
    }
}
