import Accounts
import Contacts
import Customisation
import Gate
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// The same person as another department knows them, by one of their ways: shown beside, never joined.
struct ContactElsewhere: Sendable {
    private static let most = 5

    /// What customers know that department by.
    let desk: String
    /// Their page there.
    let path: String
    let tickets: ContactTicketList

    /// `nil` where the department does not know them, keeps its people to itself, or shows none to the agent.
    init?(_ identities: [Identity], for access: Access, _ settings: Settings, _ tx: Transaction) throws {
        guard access.reach(.see, .contact) >= .team, !settings(.deskClosed, department: access.department) else { return nil }
        let contacts = ContactStore(tx, department: access.department)
        let known = try identities.lazy.compactMap { try contacts.find($0.kind, $0.value) }.first
        guard let known else { return nil }
        let record = try contacts.record(known.id, for: access), department = try DepartmentStore(tx).require(access.department)
        desk = settings(.deskName, department: department.id) ?? department.name
        path = department.path(to: "/contacts/\(record.contact.id)")
        tickets = try ContactTicketList(of: record.family, mostOpen: Self.most, mostEarlier: Self.most, for: access, tx)
    }

    func view(_ parts: Parts) -> HTML {
        let rows: HTML = tickets.isEmpty ? "<p class=\"quiet\">\(parts.words("contactpage.noTickets"))</p>" : "<div class=\"rows\" data-keys-list>\(tickets.rows(parts))</div>"
        return parts.section(
            parts.words("contactpage.elsewhere", ["desk": desk]), "\(rows)<p><a href=\"\(path)\">\(parts.words("contactpage.pageThere"))</a></p>")
    }
}

extension Desktop {
    /// Asks the agent's other departments for a person of this one, unless this one keeps its people to itself.
    func others(_ contact: ID<Contact>, in own: ID<Department>, for context: AgentContext) async throws -> [ContactElsewhere] {
        let settings = settings
        guard context.accesses.count > 1, !settings(.deskClosed, department: own) else { return [] }
        let ways = try await db.read { tx in try IdentityStore(tx, department: own).of(contact) }
        return await askOthers(than: own, of: context) { access, tx in try ContactElsewhere(ways, for: access, settings, tx) }.answers.compactMap(\.self)
    }
}
