import Accounts
import Hummingbird
import Logging
import Primitives

/// A request of an agent, or of a program with an agent's token.
package struct AgentContext: Sendable {
    package let base: Context
    package let agent: Agent
    /// One for each department they work in.
    package let accesses: [Access]
    /// In the department they chose last, else their first.
    package let access: Access
    /// `nil` for a program.
    package let session: Session?

    /// Throws ``GateError/signInNeeded`` and ``GateError/noDepartment``.
    init(_ base: Context) throws(GateError) {
        guard let admission = base.admission, let agent = admission.agent else { throw .signInNeeded }
        guard let first = admission.accesses.first else { throw .noDepartment }
        self.base = base
        self.agent = agent
        accesses = admission.accesses
        access = admission.accesses.first { $0.department == base.visit.department } ?? first
        session = admission.session
    }

    /// What they may in one department. Throws ``GateError/notFound`` where they do not work.
    package func access(in department: ID<Department>) throws(GateError) -> Access {
        guard let access = accesses.first(where: { $0.department == department }) else { throw .notFound }
        return access
    }

    /// The right must be theirs in some department at least; which one an object belongs to, what is below the door asks.
    func demand(_ verb: Verb, _ object: ObjectKind, _ reach: Reach) throws(PolicyError) {
        guard accesses.contains(where: { $0.reach(verb, object) >= reach }) else { throw .forbidden(verb, object) }
    }

    package var actor: Actor { .agent(agent.id) }
    package var form: Form { base.form }
    package var csrf: String { base.csrf }
    package var language: Language { base.language }
    package var requestID: String { base.requestID }
    package var logger: Logger { base.logger }
    /// The `cause` of events by a program: `token:…`.
    package var cause: String? { base.admission?.token.map { "token:\($0.text)" } }

    package func parameter(_ name: String) throws(GateError) -> String { try base.parameter(name) }
    package func id<Named>(_ name: String, as kind: Named.Type) throws(GateError) -> ID<Named> { try base.id(name, as: kind) }
    package func redirect(to path: LocalPath, telling notice: Notice? = nil) -> Response { base.redirect(to: path, telling: notice) }
}

/// A request of a contact who is signed in, or of an agent asking as the contact they are.
package struct ContactContext: Sendable {
    package let base: Context
    /// In the numbering of Contacts.
    package let contact: Int64
    package let access: Access
    package let session: Session?

    /// Throws ``GateError/signInNeeded``.
    init(_ base: Context) throws(GateError) {
        guard let admission = base.admission else { throw .signInNeeded }
        switch admission.holder {
        case .contact(let id, let department):
            (contact, access) = (id, .contact(id, in: department))
        case .agent:
            guard let id = admission.agent?.contact else { throw .signInNeeded }
            let own = admission.accesses.first { $0.department == base.visit.department } ?? admission.accesses.first
            guard let department = own?.department else { throw .noDepartment }
            (contact, access) = (id, .contact(id, in: department))
        }
        self.base = base
        session = admission.session
    }

    package var actor: Actor { access.actor }
    package var form: Form { base.form }
    package var csrf: String { base.csrf }
    package var language: Language { base.language }
    package var requestID: String { base.requestID }

    package func parameter(_ name: String) throws(GateError) -> String { try base.parameter(name) }
    package func id<Named>(_ name: String, as kind: Named.Type) throws(GateError) -> ID<Named> { try base.id(name, as: kind) }
    package func redirect(to path: LocalPath, telling notice: Notice? = nil) -> Response { base.redirect(to: path, telling: notice) }
}
