import Crypto
import Primitives
import Storage

/// What is written into the audit log.
package struct AuditedAct: RawRepresentable, Hashable, Sendable, Column {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let signedIn = AuditedAct(rawValue: "signin.done")
    package static let signInFailed = AuditedAct(rawValue: "signin.failed")
    package static let sessionEnded = AuditedAct(rawValue: "session.ended")
    package static let passwordChanged = AuditedAct(rawValue: "password.changed")
    package static let setUp = AuditedAct(rawValue: "setup.done")
    package static let invited = AuditedAct(rawValue: "agent.invited")
    package static let agentChanged = AuditedAct(rawValue: "agent.changed")
    package static let rightsChanged = AuditedAct(rawValue: "rights.changed")
    package static let roleChanged = AuditedAct(rawValue: "role.changed")
    package static let teamChanged = AuditedAct(rawValue: "team.changed")
    package static let tokenMade = AuditedAct(rawValue: "token.made")
    package static let tokenRevoked = AuditedAct(rawValue: "token.revoked")
    package static let departmentFounded = AuditedAct(rawValue: "department.founded")
    package static let departmentMoved = AuditedAct(rawValue: "department.moved")
    package static let settingChanged = AuditedAct(rawValue: "setting.changed")
}

/// One line of the audit log.
package struct AuditEntry: Sendable, Equatable {
    /// 1, 2, 3 … without gaps.
    package let number: Int64
    package let department: ID<Department>?
    package let at: Instant
    package let actor: Actor
    package let what: AuditedAct
    /// JSON, an object of strings; hashed as it stands.
    package let data: String
    /// The hash of the entry before; empty for the first.
    package let previous: [UInt8]
    package let hash: [UInt8]

    /// SHA-256 over every field, each led by its length, so that no two entries read the same.
    var digest: [UInt8] {
        let fields = [
            Array("\(number)".utf8), Array("\(department?.rawValue ?? 0)".utf8), Array("\(at.microseconds)".utf8),
            Array(actor.kind.rawValue.utf8), Array("\(actor.id)".utf8), Array(what.rawValue.utf8), Array(data.utf8), previous,
        ]
        var hash = SHA256()
        for field in fields {
            withUnsafeBytes(of: UInt64(field.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: field)
        }
        return Array(hash.finalize())
    }
}

extension AuditEntry: Fetchable {
    package init(_ row: Row) throws {
        number = try row("number")
        department = try row("department")
        at = try row("at")
        actor = Actor(Actor.Kind(rawValue: try row("actor_kind")) ?? .system, try row("actor"))
        what = try row("what")
        data = try row("data")
        previous = try row("previous")
        hash = try row("hash")
    }
}
