import Contacts
import Primitives
import Storage

/// What rows of contacts show, for many at a time.
struct ContactRowStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// One contact in a list.
    struct Row: Sendable {
        let contact: Contact
        /// The name, or the first way to them; `nil` for nobody any more.
        let name: String?
        /// The ways to them, oldest first.
        let ways: [(kind: Identity.Kind, value: String)]
        let organisation: String?
    }

    func rows(_ contacts: [Contact]) throws -> [Row] {
        let ways = try ways(to: contacts.map(\.id)), organisations = try names(of: contacts.compactMap(\.organisation))
        return contacts.map { contact in
            let own = ways[contact.id] ?? []
            return Row(
                contact: contact, name: contact.name.isEmpty ? own.first?.value : contact.name, ways: own,
                organisation: contact.organisation.flatMap { organisations[$0] })
        }
    }

    private func ways(to contacts: [ID<Contact>]) throws -> [ID<Contact>: [(kind: Identity.Kind, value: String)]] {
        let rows = try tx.rows(
            "SELECT contact, kind, value FROM identity WHERE department = \(department) AND contact IN \(anyOf: contacts) ORDER BY id")
        return try rows.reduce(into: [:]) { ways, row in
            ways[try row("contact"), default: []].append((try row("kind"), try row("value")))
        }
    }

    func names(of organisations: [ID<Organisation>]) throws -> [ID<Organisation>: String] {
        let rows = try tx.rows(
            "SELECT id, name FROM organisation WHERE department = \(department) AND id IN \(anyOf: Set(organisations))")
        return try rows.reduce(into: [:]) { names, row in names[try row("id")] = try row("name", as: String.self) }
    }
}
