import Accounts
import Languages
import Primitives
import Storage
import Tickets

/// The details of what the audit log tells, in words: ids by the names they have now, the rest as it was noted.
struct AuditDetails: Sendable {
    /// `For: the department, Setting: mail.relay`; in the order of the entries.
    let texts: [String]

    /// - Parameter department: whose roles, teams, queues and categories are named
    init(_ entries: [AuditEntry], in department: ID<Department>, _ words: Words, _ tx: Transaction) throws {
        let all = entries.map { JSON<[String: String]>(Value.text($0.data))?.content ?? [:] }
        let names = try Names(of: all, in: department, words, tx)
        texts = all.map { values in
            values.sorted { $0.key < $1.key }.map { "\(names.label($0.key)): \(names.value($0.key, $0.value))" }.joined(separator: ", ")
        }
    }
}

private struct Names {
    private let words: Words
    /// By the key that holds their ids, by id.
    private var known: [String: [String: String]] = [:]

    init(of entries: [[String: String]], in department: ID<Department>, _ words: Words, _ tx: Transaction) throws {
        self.words = words
        let agents = try NameStore(tx, department: department).agents(entries.compactMap { $0["agent"].flatMap { ID($0) } })
        let categories = try CategoryStore(tx, department: department).names(of: Set(entries.compactMap { $0["category"].flatMap { ID($0) } }))
        known["agent"] = agents.reduce(into: [:]) { $0[$1.key.text] = $1.value }
        known["category"] = categories.reduce(into: [:]) { $0[$1.key.text] = $1.value }
        known["role"] = try RoleStore(tx).all(in: department).reduce(into: [:]) { $0[$1.id.text] = $1.shownName(words) }
        known["team"] = try TeamStore(tx).all(in: department).reduce(into: [:]) { $0[$1.id.text] = $1.name }
        known["queue"] = try QueueStore(tx, department: department).all().reduce(into: [:]) { $0[$1.id.text] = $1.name }
    }

    func label(_ key: String) -> String { text("settings.audit.of.\(Self.single(key))") ?? key }

    func value(_ key: String, _ value: String) -> String {
        guard let known = known[Self.single(key)] else { return text("settings.audit.is.\(key).\(value)") ?? value }
        let ids = value.split(separator: " ").map(String.init)
        return ids.isEmpty ? value : ids.map { known[$0] ?? $0 }.joined(separator: ", ")
    }

    private func text(_ key: String) -> String? { words.knows(key) ? words(key) : nil }

    /// The key of one of those that a key of several names.
    private static func single(_ key: String) -> String { key == "roles" ? "role" : key == "teams" ? "team" : key }
}
