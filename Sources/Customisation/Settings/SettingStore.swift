import Events
import Foundation
import Primitives
import Storage

/// The rows of settings.
package struct SettingStore {
    private let tx: Transaction
    private let master: MasterKey

    package init(_ tx: Transaction, master: MasterKey) {
        self.tx = tx
        self.master = master
    }

    /// Every text that was set, by name and scope; secrets opened.
    func texts() throws -> [String: [SettingScope: String]] {
        var texts: [String: [SettingScope: String]] = [:]
        for row in try tx.rows("SELECT department, scope, object, name, value FROM setting") {
            guard let place = SettingPlace(rawValue: try row("scope")) else { continue }
            let scope = SettingScope(place: place, department: try row("department"), object: try row("object"))
            let name: String = try row("name")
            texts[name, default: [:]][scope] = try open(try row("value"), name, scope)
        }
        return texts
    }

    /// Sets it, or with `nil` lets what stands before it hold again; tells the log which setting changed and where, not to what.
    /// - Parameter department: whose log is told
    /// - Returns: whether anything changed
    /// - Throws: ``SettingError``
    @discardableResult
    package func change(
        _ rule: SettingRule, to text: String?, at scope: SettingScope, department: ID<Department>, by actor: Actor,
        event: ID<Event>, now: Instant
    ) throws -> Bool {
        guard rule.places.contains(scope.place) else { throw SettingError.misplaced(rule.name) }
        let text = try text.map { text throws(SettingError) in try rule.normalised(text) }
        let old = try current(rule.name, scope)
        guard text != old else { return false }
        if let text {
            if rule.isExclusive { try checkFree(rule, text, scope) }
            try keep(rule, text, scope, now)
        } else {
            try remove(rule.name, scope)
        }
        try RevisionStore(tx).raise(.settings)
        try EventStore(tx).append(
            EventDraft(
                .settingChanged, department: department, actor: actor,
                values: ["name": rule.name, "scope": scope.place.rawValue, "object": "\(scope.object)"]),
            id: event, at: now)
        return true
    }

    private func current(_ name: String, _ scope: SettingScope) throws -> String? {
        let sealed = try tx.value(
            String.self,
            """
            SELECT value FROM setting WHERE department = \(scope.department) AND scope = \(scope.place.rawValue)
            AND object = \(scope.object) AND name = \(name) \(.forUpdate)
            """)
        return try sealed.map { try open($0, name, scope) }
    }

    private func keep(_ rule: SettingRule, _ text: String, _ scope: SettingScope, _ now: Instant) throws {
        let value = rule.isSecret ? try seal(text, rule.name, scope) : text
        try tx.upsert(
            """
            INSERT INTO setting (department, scope, object, name, version, value, changed_at)
            VALUES (\(scope.department), \(scope.place.rawValue), \(scope.object), \(rule.name), 1, \(value), \(now))
            """,
            key: "department, scope, object, name",
            update: "version = setting.version + 1, value = \(value), changed_at = \(now)")
    }

    private func remove(_ name: String, _ scope: SettingScope) throws {
        try tx.run(
            """
            DELETE FROM setting WHERE department = \(scope.department) AND scope = \(scope.place.rawValue)
            AND object = \(scope.object) AND name = \(name)
            """)
    }

    private func checkFree(_ rule: SettingRule, _ text: String, _ scope: SettingScope) throws {
        let others = try tx.rows(
            "SELECT value FROM setting WHERE name = \(rule.name) AND department <> \(scope.department) \(.forUpdate)")
        let theirs = Set(try others.flatMap { [String](setting: try $0("value")) ?? [] })
        if let taken = [String](setting: text)?.first(where: theirs.contains) { throw SettingError.taken(taken) }
    }
}

// A secret names its row in what it is sealed for, so that it cannot be moved to another.
extension SettingStore {
    private static let mark = "sealed:"

    private func seal(_ text: String, _ name: String, _ scope: SettingScope) throws -> String {
        let sealed = try master.seal(Array(text.utf8), for: context(name, scope))
        return Self.mark + Data(sealed).base64EncodedString()
    }

    private func open(_ value: String, _ name: String, _ scope: SettingScope) throws -> String {
        guard value.hasPrefix(Self.mark), let sealed = Data(base64Encoded: String(value.dropFirst(Self.mark.count))) else {
            return value
        }
        return String(decoding: try master.open([UInt8](sealed), for: context(name, scope)), as: UTF8.self)
    }

    private func context(_ name: String, _ scope: SettingScope) -> String {
        "setting:\(name):\(scope.department):\(scope.place.rawValue):\(scope.object)"
    }
}

extension EventKind {
    /// `name`, `scope` (department, queue, person) and `object`, its id.
    package static let settingChanged = EventKind("setting.changed")
}
