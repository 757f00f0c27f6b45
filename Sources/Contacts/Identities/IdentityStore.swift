import Primitives
import Storage

/// The ways to contacts.
package struct IdentityStore {
    private static let columns: SQL = "id, contact, kind, value, verified_at, suppressed_at, suppressed_why"

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ kind: Identity.Kind, _ value: String) throws -> Identity? {
        try tx.first(
            Identity.self,
            """
            SELECT \(Self.columns) FROM identity
            WHERE department = \(department) AND kind = \(kind) AND folded = \(kind.folded(value))
            """)
    }

    /// The ways to a contact, oldest first; to one that was merged, those of who they are now.
    package func of(_ contact: ID<Contact>) throws -> [Identity] {
        let now = try ContactStore(tx, department: department).current(contact).id
        return try tx.all(
            Identity.self,
            "SELECT \(Self.columns) FROM identity WHERE \(filter: "department = \(department)") AND contact = \(now) ORDER BY id")
    }

    /// The first mail address of each.
    /// - Parameter takingMail: leaves out those that mail does not reach any more
    package func addresses(of contacts: some Collection<ID<Contact>>, takingMail: Bool = false) throws -> [ID<Contact>: String] {
        if contacts.isEmpty { return [:] }
        let reached: SQL = takingMail ? "AND suppressed_at IS NULL" : ""
        let rows = try tx.rows(
            """
            SELECT contact, value FROM identity
            WHERE \(filter: "department = \(department)") AND kind = \(Identity.Kind.email) AND contact IN \(anyOf: contacts) \(reached) ORDER BY id DESC
            """)
        return try rows.reduce(into: [:]) { addresses, row in addresses[try row("contact")] = try row("value", as: String.self) }
    }

    package func find(_ id: ID<Identity>) throws -> Identity? {
        try tx.first(Identity.self, "SELECT \(Self.columns) FROM identity WHERE department = \(department) AND id = \(id)")
    }

    func remove(_ id: ID<Identity>) throws {
        try tx.run("DELETE FROM identity WHERE department = \(department) AND id = \(id)")
    }

    func move(_ id: ID<Identity>, to contact: ID<Contact>) throws {
        try tx.run("UPDATE identity SET contact = \(contact) WHERE department = \(department) AND id = \(id)")
    }

    /// Gives a contact another way, unless someone has it already.
    package func add(_ id: ID<Identity>, _ kind: Identity.Kind, _ value: String, to contact: ID<Contact>, at now: Instant) throws {
        try tx.insertMissing(
            """
            INSERT INTO identity (id, department, contact, kind, value, folded, made_at)
            VALUES (\(id), \(department), \(contact), \(kind), \(value.trimmed), \(kind.folded(value)), \(now))
            """, key: "department, kind, folded")
        try ContactStore(tx, department: department).addWords(of: [value], to: contact, for: id)
    }

    /// Notes that it was proven to be theirs. Who has a proven address of an organisation's domain belongs to it, unless they
    /// belong to another.
    package func verify(_ kind: Identity.Kind, _ value: String, at now: Instant) throws {
        let changed = try tx.changed(by: 
            """
            UPDATE identity SET verified_at = \(now)
            WHERE department = \(department) AND kind = \(kind) AND folded = \(kind.folded(value)) AND verified_at IS NULL
            """)
        guard changed > 0, kind == .email, let identity = try find(kind, value) else { return }
        try OrganisationStore(tx, department: department).adopt(identity.contact, address: value)
    }

    /// Nothing is sent there any more.
    package func suppress(_ kind: Identity.Kind, _ value: String, why: String, at now: Instant) throws {
        try tx.run(
            """
            UPDATE identity SET suppressed_at = \(now), suppressed_why = \(String(why.prefix(250)))
            WHERE department = \(department) AND kind = \(kind) AND folded = \(kind.folded(value)) AND suppressed_at IS NULL
            """)
    }

    /// Says otherwise why nothing is sent there.
    package func explain(_ id: ID<Identity>, why: String) throws {
        try tx.run("UPDATE identity SET suppressed_why = \(String(why.prefix(250))) WHERE department = \(department) AND id = \(id)")
    }

    package func release(_ kind: Identity.Kind, _ value: String) throws {
        try tx.run(
            """
            UPDATE identity SET suppressed_at = NULL, suppressed_why = NULL
            WHERE department = \(department) AND kind = \(kind) AND folded = \(kind.folded(value))
            """)
    }
}
