import Customisation
import Primitives

extension Settings {
    /// Sets it as an actor who may: a department's and queue's settings with the right to configure, one's own always.
    /// Throws ``PolicyError`` and ``SettingError``.
    package func change(_ rule: SettingRule, to text: String?, at scope: SettingScope, as access: Access) async throws {
        try access.demand(scope)
        try await change(rule, to: text, at: scope, department: access.department, by: access.actor) { tx, now in
            try AuditStore(tx).append(
                .settingChanged, department: access.department, by: access.actor,
                ["name": rule.name, "scope": scope.place.rawValue], at: now)
        }
    }

    package func change<Value>(
        _ setting: Setting<Value>, to value: Value?, at scope: SettingScope, as access: Access
    ) async throws {
        try await change(setting.rule, to: value?.settingText, at: scope, as: access)
    }
}

extension Access {
    fileprivate func demand(_ scope: SettingScope) throws(PolicyError) {
        switch scope {
        case .person(let id) where actor.agent?.rawValue == id: return
        case .person: throw .forbidden(.configure, .setting)
        case .department(let id), .queue(let id, _):
            guard id == department else { throw .forbidden(.configure, .setting) }
            try demand(.configure, .setting, reach: .department)
        }
    }
}
