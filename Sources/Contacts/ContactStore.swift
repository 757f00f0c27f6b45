import Primitives
import Search
import Storage

/// The rows of contacts.
package struct ContactStore {
    static let columns: SQL = "id, version, department, name, language, notes, is_vip, organisation, agent"

    let tx: Transaction
    let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ id: ID<Contact>) throws -> Contact? {
        try tx.first(
            Contact.self, "SELECT \(Self.columns) FROM contact WHERE department = \(department) AND id = \(id)")
    }

    /// Throws ``ContactError/notFound``.
    package func require(_ id: ID<Contact>) throws -> Contact {
        guard let contact = try find(id) else { throw ContactError.notFound }
        return contact
    }

    /// By the ids asked for; of one that was merged, who it is now.
    package func find(_ ids: some Sequence<ID<Contact>>) throws -> [ID<Contact>: Contact] {
        let rows = try tx.rows(
            "SELECT \(Self.columns), merged_into FROM contact WHERE \(filter: "department = \(department)") AND id IN \(anyOf: Set(ids))")
        return try rows.reduce(into: [:]) { contacts, row in
            let contact = try Contact(row), mergedInto: ID<Contact>? = try row("merged_into")
            contacts[contact.id] = try mergedInto == nil ? contact : current(contact.id)
        }
    }

    /// Who a contact is now: themself, or the one they were merged into. Throws ``ContactError/notFound``.
    package func current(_ id: ID<Contact>) throws -> Contact {
        var id = id
        while let next = try tx.value(ID<Contact>.self, "SELECT merged_into FROM contact WHERE department = \(department) AND id = \(id)") {
            id = next
        }
        return try require(id)
    }

    /// Contacts and all who were merged into them: what was theirs keeps their ids.
    package func family(of contacts: [ID<Contact>]) throws -> [ID<Contact>] {
        try tx.column(
            ID<Contact>.self,
            """
            WITH RECURSIVE family (id) AS (
                SELECT id FROM contact WHERE \(filter: "department = \(department)") AND id IN \(anyOf: contacts)
                UNION SELECT c.id FROM family f \(.thenJoin) contact c ON c.merged_into = f.id)
            SELECT id FROM family
            """)
    }

    package func find(_ kind: Identity.Kind, _ value: String) throws -> Contact? {
        guard let identity = try IdentityStore(tx, department: department).find(kind, value) else { return nil }
        return try find(identity.contact)
    }

    package func insert(_ contact: Contact, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO contact (id, version, department, name, folded, language, notes, is_vip, organisation, agent, made_at)
            VALUES (\(contact.id), \(contact.version), \(department), \(contact.name), \(Folding.fold(contact.name)), \(contact.language),
                \(contact.notes), \(contact.isVIP), \(contact.organisation), \(contact.agent), \(now))
            """)
        try addWords(of: words(of: contact), to: contact.id)
    }

    /// Throws ``ContactError/changedMeanwhile`` when the row has moved on since `contact.version`.
    package func update(_ contact: Contact) throws -> Contact {
        var next = contact
        next.version = contact.version.next
        let changed = try tx.changed(by: 
            """
            UPDATE contact SET version = \(next.version), name = \(contact.name), folded = \(Folding.fold(contact.name)),
                language = \(contact.language), notes = \(contact.notes), is_vip = \(contact.isVIP), organisation = \(contact.organisation)
            WHERE department = \(department) AND id = \(contact.id) AND version = \(contact.version)
            """)
        guard changed == 1 else { throw ContactError.changedMeanwhile }
        try indexWords(of: next)
        return next
    }

    /// Renews the words a contact is found by while typing: of the name, the ways to them, the organisation and its number.
    package func indexWords(of contact: Contact) throws {
        let texts = try words(of: contact) + IdentityStore(tx, department: department).of(contact.id).map(\.value)
        try tx.run("DELETE FROM contact_word WHERE contact = \(contact.id)")
        try addWords(of: texts, to: contact.id)
    }

    /// The name, the organisation and its number.
    private func words(of contact: Contact) throws -> [String] {
        guard let organisation = contact.organisation else { return [contact.name] }
        let row = try tx.rows("SELECT name, customer_number FROM organisation WHERE id = \(organisation)").first
        return [contact.name, try row?("name") ?? "", try row?("customer_number", as: String?.self) ?? ""]
    }

    /// More words a contact is found by.
    /// - Parameter identity: whose they are, if it is there
    func addWords(of texts: [String], to contact: ID<Contact>, for identity: ID<Identity>? = nil) throws {
        let words = Set(texts.flatMap(Self.words))
        if words.isEmpty { return }
        let condition: SQL = identity.map { "EXISTS (SELECT 1 FROM identity WHERE id = \($0))" } ?? "true"
        try tx.insertMissing(
            """
            INSERT INTO contact_word (department, word, contact)
            SELECT \(department), value, \(contact) FROM \(anyOf: words) words WHERE \(condition)
            """, key: "department, word, contact")
    }

    /// Contacts whose words begin with each of the words typed, by name.
    package func suggest(_ typed: String, most: Int) throws -> [Contact] {
        var words = IndexText.words(of: typed).split(separator: " ").prefix(6).map { String($0.prefix(60)) }
        if case let digits = words.joined(), digits.count >= 5, digits.allSatisfy(\.isNumber) { words = [String(digits.drop { $0 == "0" })] }
        guard let longest = words.max(by: { $0.count < $1.count }) else { return [] }
        let others = words.filter { $0 != longest }.map { word -> SQL in
            """
             AND EXISTS (SELECT 1 FROM contact_word o WHERE o.contact = w.contact AND o.word >= \(word) AND o.word < \(word + "\u{10FFFF}"))
            """
        }.joined(separator: "")
        return try tx.all(
            Contact.self,
            """
            SELECT \(Self.columns) FROM contact WHERE id IN (
                SELECT contact FROM (SELECT DISTINCT w.contact FROM contact_word w
                WHERE w.department = \(department) AND w.word >= \(longest) AND w.word < \(longest + "\u{10FFFF}")\(others) LIMIT 200) AS found)
            AND merged_into IS NULL ORDER BY folded, id LIMIT \(most)
            """)
    }

    /// A page of all contacts by name, behind the key of the last one seen.
    package func list(after key: (folded: String, id: ID<Contact>)?, most: Int) throws -> [Contact] {
        let behind: SQL = key.map { "AND (folded > \($0.folded) OR folded = \($0.folded) AND id > \($0.id))" } ?? ""
        return try tx.all(
            Contact.self,
            """
            SELECT \(Self.columns) FROM contact WHERE department = \(department) AND merged_into IS NULL \(behind)
            ORDER BY folded, id LIMIT \(most)
            """)
    }

    /// The folded words of a text; of a telephone number its digits in one as well, without the zeros before.
    static func words(_ text: String) -> [String] {
        let words = IndexText.words(of: text).split(separator: " ").prefix(40).map { String($0.prefix(60)) }
        let isNumber = words.count > 0 && text.allSatisfy { $0.isASCII && ($0.isNumber || "+-./() ".contains($0)) }
        guard isNumber else { return words }
        let digits = words.joined().drop { $0 == "0" }
        return digits.count < 5 ? words : words + [String(digits), String(digits.suffix(9))]
    }
}
