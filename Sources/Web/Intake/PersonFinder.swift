import Accounts
import Contacts
import Gate
import Primitives
import Storage

/// Whom somebody on the phone or at the counter is, from what was typed: a name, an address, a number, an organisation.
struct PersonFinder {
    /// Someone the words could mean.
    struct Choice: Sendable {
        let id: ID<Contact>
        let name: String
        /// Addresses, numbers, the organisation.
        let hint: String
    }

    enum Found: Sendable {
        case one(ID<Contact>)
        /// Several, by name.
        case several([Choice])
        /// Nobody yet.
        case new(name: String, Way?)
    }

    /// An address or a telephone number.
    struct Way: Sendable, Equatable {
        let kind: Identity.Kind
        let value: String
    }

    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Contacts whose words begin as typed; none for whoever may not see them.
    func suggest(_ typed: String, most: Int) throws -> [Choice] {
        guard access.reach(.see, .contact) > .none else { return [] }
        let contacts = try ContactStore(tx, department: access.department).suggest(typed, most: most)
        let organisations = OrganisationStore(tx, department: access.department)
        return try contacts.map { contact in
            let ways = try IdentityStore(tx, department: access.department).of(contact.id).prefix(2).map(\.value)
            let organisation = try contact.organisation.flatMap { try organisations.find($0) }?.name
            let name = contact.name.isEmpty ? ways.first ?? "" : contact.name
            return Choice(id: contact.id, name: name, hint: (ways + [organisation].compactMap(\.self)).joined(separator: " · "))
        }
    }

    /// Throws ``FormError`` for an address that is none.
    func find(_ form: PersonForm) throws -> Found {
        if let contact = form.contact { return .one(try ContactStore(tx, department: access.department).require(contact).id) }
        if let way = Self.way(form.who) { return try find(way, name: Self.name(beside: form.who)) }
        let way = Self.way(form.address)
        if way == nil && !form.address.isEmpty { throw FormError("address", "newticket.noAddress") }
        if let way, let known = try known(way) { return .one(known) }
        if form.isNewcomer || way != nil { return .new(name: form.who, way) }
        let found = try suggest(form.who, most: 8)
        let same = found.filter { $0.name.lowercased() == form.who.lowercased() }
        if found.count == 1, same.count == 1 { return .one(same[0].id) }
        return found.isEmpty ? .new(name: form.who, nil) : .several(found)
    }

    private func find(_ way: Way, name: String) throws -> Found {
        if let known = try known(way) { return .one(known) }
        return .new(name: name, way)
    }

    private func known(_ way: Way) throws -> ID<Contact>? {
        try ContactStore(tx, department: access.department).find(way.kind, way.value)?.id
    }

    /// The address or telephone number that was typed, also as `Ana <ana@example.org>`; `nil` for anything else.
    static func way(_ typed: String) -> Way? {
        let inside = typed.split(separator: "<").last.map { $0.prefix { $0 != ">" } } ?? typed[...]
        let parts = inside.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !inside.contains(where: { $0.isWhitespace || $0 == "," }) {
            return Way(kind: .email, value: inside.trimmed)
        }
        let digits = typed.filter { $0.isASCII && $0.isNumber }.count
        guard (6...18).contains(digits), typed.allSatisfy({ $0.isASCII && $0.isNumber || "+-()/. ".contains($0) }) else { return nil }
        return Way(kind: .phone, value: typed)
    }

    /// `Ana` in `Ana <ana@example.org>`.
    private static func name(beside typed: String) -> String {
        typed.contains("<") ? String(typed.prefix { $0 != "<" }).trimmed : ""
    }
}
