import Accounts
import Languages
import Primitives
import Storage
import Tickets

/// The details of what the audit log tells, in words: ids by the names they have now, the rest as it was noted.
struct AuditDetails: Sendable {
    private let words: Words
    /// By what they name: `agent`, `role`, `team`, `queue`, `category`.
    private var names: [String: [Int64: String]] = [:]
    private let all: [[String: String]]

    /// - Parameter department: whose roles, teams, queues and categories are named
    init(_ entries: [AuditEntry], in department: ID<Department>, _ words: Words, _ tx: Transaction) throws {
        self.words = words
        all = entries.map { JSON<[String: String]>(Value.text($0.data))?.content ?? [:] }
        let agents = all.flatMap { ids($0["agent"]) }.map { ID<Agent>($0) }
        names["agent"] = try raw(NameStore(tx, department: department).agents(agents))
        let categories = Set(all.flatMap { ids($0["category"]) }.map { ID<Tickets.Category>($0) })
        names["category"] = try raw(CategoryStore(tx, department: department).names(of: categories))
        names["role"] = try raw(RoleStore(tx).all(in: department).map { ($0.id, $0.shownName(words)) })
        names["team"] = try raw(TeamStore(tx).all(in: department).map { ($0.id, $0.name) })
        names["queue"] = try raw(QueueStore(tx, department: department).all().map { ($0.id, $0.name) })
    }

    /// `Setting: mail.relay, For: department`; of the entry at a place of the page.
    func text(at index: Int) -> String {
        all[index].sorted { $0.key < $1.key }.map { "\(label($0.key)): \(value($0.key, $0.value))" }.joined(separator: ", ")
    }

    private func label(_ key: String) -> String {
        let text = "settings.audit.of.\(Self.kind(key))"
        return words.knows(text) ? words(text) : key
    }

    private func value(_ key: String, _ value: String) -> String {
        if let known = names[Self.kind(key)], !value.isEmpty {
            return value.split(separator: " ").map { part in Int64(part).flatMap { known[$0] } ?? String(part) }.joined(separator: ", ")
        }
        let text = "settings.audit.is.\(key).\(value)"
        return words.knows(text) ? words(text) : value
    }

    /// Of one or several.
    private static func kind(_ key: String) -> String { key == "roles" ? "role" : key == "teams" ? "team" : key }
}

private func ids(_ text: String?) -> [Int64] { text?.split(separator: " ").compactMap { Int64($0) } ?? [] }

private func raw<Named>(_ names: [ID<Named>: String]) -> [Int64: String] {
    Dictionary(names.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
}

private func raw<Named>(_ names: [(ID<Named>, String)]) -> [Int64: String] {
    Dictionary(names.map { ($0.0.rawValue, $0.1) }) { first, _ in first }
}
