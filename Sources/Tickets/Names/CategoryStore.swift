import Primitives
import Storage

/// What tickets are about, as the department lists it.
package struct CategoryStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// `nil` for one of another department.
    package func name(of id: ID<Category>) throws -> String? { try names(of: [id])[id] }

    package func names(of ids: some Collection<ID<Category>>) throws -> [ID<Category>: String] {
        if ids.isEmpty { return [:] }
        let all = try tx.all(Category.self, "SELECT id, name FROM category WHERE department = \(department) AND id IN \(anyOf: ids)")
        return Dictionary(all.map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// One more that may be chosen.
    package func insert(_ id: ID<Category>, name: String) throws {
        try tx.run("INSERT INTO category (id, department, name, is_active) VALUES (\(id), \(department), \(name), 1)")
    }

    /// Those that may be chosen, by name.
    package func choices() throws -> [Category] {
        try tx.all(Category.self, "SELECT id, name FROM category WHERE department = \(department) AND is_active = 1 ORDER BY name LIMIT 500")
    }
}
