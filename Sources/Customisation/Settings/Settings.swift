import Events
import Primitives
import Storage
import Synchronization

/// What everything is set to, remembered, and kept as the rows say.
///
///     let hold = settings(.outboxHold, department: ticket.department, queue: ticket.queue.rawValue)
///
/// Of default, server's file, department, queue and person the last one that says something holds.
package final class Settings: Sendable {
    package let database: Database
    package let clock: Clock
    package let ids: IDMaker
    /// Every setting there is, by name.
    package let rules: [String: SettingRule]

    private let master: MasterKey
    private let file: [String: String]
    private let known = Mutex(Known())

    private struct Known {
        var revision: Int64 = -1
        var texts: [String: [SettingScope: String]] = [:]
    }

    /// - Parameters:
    ///   - rules: those of all targets
    ///   - file: what the server's file sets, by name
    /// - Throws: ``SettingError`` for a name or value in the file that cannot be
    package init(
        _ database: Database, master: MasterKey, rules: [SettingRule], file: [String: String] = [:], ids: IDMaker, clock: Clock
    ) async throws {
        self.database = database
        self.master = master
        self.rules = Dictionary(rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.clock = clock
        self.ids = ids
        var normalised: [String: String] = [:]
        for (name, text) in file {
            guard let rule = self.rules[name] else { throw SettingError.unknown(name) }
            normalised[name] = try rule.normalised(text)
        }
        self.file = normalised
        try await refresh()
    }

    /// What holds for a ticket of that queue, or a person at work in that department.
    package func callAsFunction<Value>(
        _ setting: Setting<Value>, department: ID<Department>, queue: Int64? = nil, person: Int64? = nil
    ) -> Value {
        for scope in scopes(department, queue, person) {
            // A text that a newer version no longer allows is as if nobody had set it.
            if let text = text(setting.rule, at: scope), let value = setting.read(text) { return value }
        }
        return file[setting.name].flatMap(setting.read) ?? setting.standard
    }

    /// What was set right there; `nil` when nothing was.
    package func text(_ rule: SettingRule, at scope: SettingScope) -> String? {
        guard rule.places.contains(scope.place) else { return nil }
        return known.withLock { $0.texts[rule.name]?[scope] }
    }

    /// What holds where nothing is set: of the server's file, or the default.
    package func ground(_ rule: SettingRule) -> String {
        file[rule.name] ?? rule.standardText
    }

    /// What holds in departments that say nothing: what the server's file sets, else the default.
    package func everywhere<Value>(_ setting: Setting<Value>) -> Value {
        file[setting.name].flatMap(setting.read) ?? setting.standard
    }

    /// Every department that says something, and what.
    package func departments<Value>(with setting: Setting<Value>) -> [ID<Department>: Value] {
        let texts = known.withLock { $0.texts[setting.name] ?? [:] }
        var values: [ID<Department>: Value] = [:]
        for case (.department(let id), let text) in texts { values[id] = setting.read(text) }
        return values
    }

    /// The nearest place first.
    private func scopes(_ department: ID<Department>, _ queue: Int64?, _ person: Int64?) -> [SettingScope] {
        var scopes: [SettingScope] = []
        if let person { scopes.append(.person(person)) }
        if let queue { scopes.append(.queue(department, queue)) }
        return scopes + [.department(department)]
    }
}

extension Settings {
    /// Reads the rows again when they changed.
    package func refresh() async throws {
        let seen = known.withLock(\.revision)
        let master = master
        let news: Known? = try await database.read { tx in
            let revision = try RevisionStore(tx).number(of: .settings)
            guard revision != seen else { return nil }
            return Known(revision: revision, texts: try SettingStore(tx, master: master).texts())
        }
        guard let news else { return }
        known.withLock { if news.revision > $0.revision { $0 = news } }
    }

    /// Follows what other processes and nodes change, until the task is cancelled.
    package func run(failed: @escaping @Sendable (any Error) -> Void) async {
        for await _ in database.commits.stream() {
            do { try await refresh() } catch { failed(error) }
            // One look at a time is enough, however many commits there are.
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Sets it, or with `nil` lets what stands before it hold again, and tells the log. Whoever calls has asked whether the
    /// actor may. Throws ``SettingError``.
    /// - Parameter also: what belongs to the same commit
    package func change(
        _ rule: SettingRule, to text: String?, at scope: SettingScope, department: ID<Department>, by actor: Actor,
        also: @escaping @Sendable (Transaction, Instant) throws -> Void = { _, _ in }
    ) async throws {
        let (master, event, now) = (master, ids.next(Event.self), clock.now())
        try await database.write { tx in
            let isChanged = try SettingStore(tx, master: master).change(
                rule, to: text, at: scope, department: department, by: actor, event: event, now: now)
            if isChanged { try also(tx, now) }
        }
        try await refresh()
    }
}
