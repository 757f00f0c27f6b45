import Storage

/// What is done to something. A right names one.
package enum Verb: String, Sendable, Codable, CaseIterable, Column {
    /// Read it, find it, be told of it.
    case see
    /// Make a new one.
    case create
    /// Speak on it: reply, note, draft; change what describes it.
    case answer
    /// Say whose it is: assign, escalate, move, link, merge.
    case assign
    /// Bring it to an end, or open it again.
    case solve
    /// Redact, delete, restore.
    case remove
    /// Let more people read it.
    case publish
    /// Change how it works.
    case configure
}

/// What a right is about.
package enum ObjectKind: String, Sendable, Codable, CaseIterable, Column {
    case ticket, contact, article, question, outbox, mail, agent, setting, audit
}

/// How far a right goes; each includes those before it.
package enum Reach: Int, Sendable, Codable, CaseIterable, Comparable, Column {
    case none, own, team, department, all

    package static func < (one: Reach, other: Reach) -> Bool { one.rawValue < other.rawValue }
}

/// One right of a role.
package struct Grant: Sendable, Codable, Hashable {
    package let verb: Verb
    package let object: ObjectKind
    package let reach: Reach

    package init(_ verb: Verb, _ object: ObjectKind, _ reach: Reach) {
        self.verb = verb
        self.object = object
        self.reach = reach
    }
}
