import Accounts
import Contacts
import Primitives
import Storage

/// What people are called, many at a time.
package struct NameStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func agents(_ ids: some Sequence<ID<Agent>>) throws -> [ID<Agent>: String] {
        let ids = Set(ids)
        if ids.isEmpty { return [:] }
        return try tx.rows("SELECT id, name FROM agent WHERE id IN \(anyOf: ids)").reduce(into: [:]) { names, row in
            names[try row("id")] = try row("name", as: String.self)
        }
    }

    /// As they are called by themselves or by us; empty where nobody told a name.
    package func given(_ ids: some Sequence<ID<Contact>>) throws -> [ID<Contact>: String] {
        let rows = try tx.rows("SELECT id, name FROM contact WHERE \(filter: "department = \(department)") AND id IN \(anyOf: ids)")
        return try rows.reduce(into: [:]) { names, row in names[try row("id")] = try row("name", as: String.self) }
    }

    /// Where nobody told us a name, the first way to them; empty where there is none.
    package func contacts(_ ids: some Sequence<ID<Contact>>) throws -> [ID<Contact>: String] {
        let ids = Set(ids)
        if ids.isEmpty { return [:] }
        var names = try given(ids)
        let nameless = names.filter(\.value.isEmpty).keys
        if nameless.isEmpty { return names }
        for row in try tx.rows(
            """
            SELECT contact, min(value) AS value FROM identity
            WHERE \(filter: "department = \(department)") AND contact IN \(anyOf: nameless) GROUP BY contact
            """)
        {
            names[try row("contact")] = try row("value", as: String.self)
        }
        return names
    }

    /// Agents and contacts among actors.
    package func actors(_ actors: some Sequence<Actor>) throws -> [Actor: String] {
        let all = Set(actors)
        let agents = try agents(all.compactMap(\.agent)), contacts = try contacts(all.compactMap(\.contact))
        return all.reduce(into: [:]) { names, actor in
            if let agent = actor.agent { names[actor] = agents[agent] }
            if let contact = actor.contact { names[actor] = contacts[contact] }
        }
    }
}
