import Accounts
import Contacts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage

/// Whoever reads the customers' pages: a contact who is signed in, or a stranger.
struct Asker: Sendable {
    /// `nil` for a stranger.
    let contact: Contact?
    /// Where something can be sent to them.
    let address: String
    let step: Doorstep

    var department: ID<Department> { step.department.id }
    var words: Words { step.words }
    var parts: Parts { step.parts }

    /// Their name, or their address where nobody told us one.
    static func shownName(_ contact: Contact, _ address: String) -> String { contact.name.isEmpty ? address : contact.name }
}

extension Desktop {
    /// Throws ``GateError/notFound`` where customers have no pages.
    func asker(_ context: Context, _ tx: Transaction) throws -> Asker {
        let holder = Self.contact(of: context)
        let (contact, address) = try holder.map { try known($0.0, in: $0.1, tx) } ?? (nil, "")
        let person = contact.map { Asker.shownName($0, address) }
        let step = try doorstep(context, in: contact?.department, person: person, tx)
        guard settings(.portalOn, department: step.department.id) else { throw GateError.notFound }
        return Asker(contact: contact, address: address, step: step)
    }

    /// Contacts, and agents asking as the contact they are.
    private static func contact(of context: Context) -> (Int64, ID<Department>)? {
        guard let admission = context.admission else { return nil }
        if case .contact(let id, let department) = admission.holder { return (id, department) }
        guard let id = admission.agent?.contact, let department = admission.accesses.first?.department else { return nil }
        return (id, department)
    }

    private func known(_ id: Int64, in department: ID<Department>, _ tx: Transaction) throws -> (Contact?, String) {
        guard try ContactStore(tx, department: department).find(ID(id)) != nil else { return (nil, "") }
        let contact = try ContactStore(tx, department: department).current(ID(id))
        let ways = try IdentityStore(tx, department: department).of(contact.id)
        return (contact, ways.first { $0.kind == .email }?.value ?? "")
    }

    /// A customer's page.
    func portal(
        _ asker: Asker, _ title: String, at place: Frame.PortalPlace?, _ content: HTML, _ context: Context,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var frame = Frame(
            parts: asker.parts, title: title, desk: asker.step.desk, person: asker.step.person, current: place?.path, .portal(content))
        frame.flash = context.takeFlash()
        var response = Response.page(frame.document(), status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
