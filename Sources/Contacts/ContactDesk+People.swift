import Accounts
import Events
import Primitives
import Search
import Storage

/// What an agent writes about a contact, each `nil` when it stays as it is.
package struct ContactProperties: Sendable {
    package var name: String?
    package var language: Language??
    package var notes: String?
    package var isVIP: Bool?

    package init() {}
}

extension ContactDesk {
    /// Makes a contact with a first way to them. Throws ``ContactError/nameMissing`` when there is neither, and as
    /// ``add(_:_:to:as:)`` does.
    package func create(
        name: String, _ kind: Identity.Kind? = nil, _ value: String = "", language: Language? = nil, as access: Access
    ) async throws -> Contact {
        let now = clock.now(), name = name.trimmed.cut(190)
        guard !name.isEmpty || kind != nil else { throw ContactError.nameMissing }
        return try await db.write { tx in
            try access.demand(.create, .contact)
            let contact = Contact(id: ids.next(), department: access.department, name: name, language: language)
            let store = ContactStore(tx, department: access.department)
            try store.insert(contact, at: now)
            var change = ContactChange(contact, store, by: access, ids: ids, at: now)
            if let kind { try change.add(kind, value) }
            change.tell(.contactCreated)
            return try change.save()
        }
    }

    @discardableResult
    package func edit(_ id: ID<Contact>, _ properties: ContactProperties, seen: Version, as access: Access) async throws -> Contact {
        try await change(id, seen: seen, by: access) { change in
            if let name = properties.name { change.contact.name = name.trimmed.cut(190) }
            if let language = properties.language { change.contact.language = language }
            if access.actor.kind != .contact {
                if let notes = properties.notes { change.contact.notes = notes.cut(20_000) }
                if let isVIP = properties.isVIP { change.contact.isVIP = isVIP }
            }
            guard !change.contact.name.isEmpty || change.before.name.isEmpty else { throw ContactError.nameMissing }
            let what = change.contact.differences(from: change.before)
            if !what.isEmpty { change.tell(.contactEdited, ["what": what.joined(separator: ",")]) }
        }
    }

    /// Adds a way to them. Throws ``ContactError/invalidAddress(_:)``, ``ContactError/invalidIdentity(_:)`` and
    /// ``ContactError/identityTaken(_:)``.
    @discardableResult
    package func add(_ kind: Identity.Kind, _ value: String, to id: ID<Contact>, as access: Access) async throws -> Contact {
        try await change(id, seen: nil, by: access) { change in try change.add(kind, value) }
    }

    /// Removes a way to them. Throws ``ContactError/identityNotFound``.
    @discardableResult
    package func remove(_ identity: ID<Identity>, of id: ID<Contact>, as access: Access) async throws -> Contact {
        try await change(id, seen: nil, by: access) { change in
            guard let known = try change.identities.find(identity), known.contact == id else { throw ContactError.identityNotFound }
            try change.identities.remove(identity)
            change.tell(.contactIdentity, ["identity": identity.text, "kind": known.kind.rawValue, "what": "removed"])
        }
    }

    /// Sets their main organisation; what was the main one stays one of theirs.
    @discardableResult
    package func setOrganisation(
        _ organisation: ID<Organisation>?, of id: ID<Contact>, seen: Version, as access: Access
    ) async throws -> Contact {
        try await change(id, seen: seen, by: access) { change in
            guard change.before.organisation != organisation else { return }
            if let organisation { _ = try change.organisations.require(organisation) }
            if let old = change.before.organisation { _ = try change.organisations.join(id, old) }
            if let organisation { _ = try change.organisations.join(id, organisation) }
            change.contact.organisation = organisation
            change.tell(.contactOrganisation, ["organisation": organisation?.text ?? "", "what": "main"])
        }
    }

    /// Takes them out of an organisation. Throws ``ContactError/organisationNotFound``.
    @discardableResult
    package func leave(_ organisation: ID<Organisation>, _ id: ID<Contact>, as access: Access) async throws -> Contact {
        try await change(id, seen: nil, by: access) { change in
            let wasIn = try change.organisations.leave(id, organisation)
            guard wasIn || change.before.organisation == organisation else { throw ContactError.organisationNotFound }
            if change.before.organisation == organisation { change.contact.organisation = nil }
            change.tell(.contactOrganisation, ["organisation": organisation.text, "what": "removed"])
        }
    }

    /// Says what they are to another. Throws ``ContactError/relatedToThemself``.
    @discardableResult
    package func relate(
        _ id: ID<Contact>, _ kind: Relation.Kind, of other: ID<Contact>, until end: Instant? = nil, as access: Access
    ) async throws -> Contact {
        try await change(id, seen: nil, by: access) { change in
            guard id != other else { throw ContactError.relatedToThemself }
            _ = try change.store.require(other)
            let relation: ID<Relation> = change.newID()
            try RelationStore(change.tx, department: access.department).put(relation, id, kind, of: other, until: end, at: change.at)
            change.tell(.contactRelation, ["other": other.text, "kind": kind.rawValue, "what": "added"])
        }
    }

    /// Ends a relation, now or then.
    @discardableResult
    package func end(_ relation: ID<Relation>, of id: ID<Contact>, at end: Instant? = nil, as access: Access) async throws -> Contact {
        try await change(id, seen: nil, by: access) { change in
            guard try RelationStore(change.tx, department: access.department).end(relation, of: id, at: end ?? change.at) else { return }
            change.tell(.contactRelation, ["relation": relation.text, "what": "ended"])
        }
    }
}

extension ContactChange {
    mutating func add(_ kind: Identity.Kind, _ value: String) throws {
        guard kind.accepts(value) else {
            throw kind == .email ? ContactError.invalidAddress(value.cut(100)) : ContactError.invalidIdentity(value.cut(100))
        }
        let id: ID<Identity> = newID()
        try identities.add(id, kind, value, to: before.id, at: at)
        let known = try identities.find(kind, value)
        if known?.id == id {
            tell(.contactIdentity, ["identity": id.text, "kind": kind.rawValue, "what": "added"])
        } else if known?.contact != before.id {
            throw ContactError.identityTaken(value.cut(100))
        }
        guard contact.organisation == nil, kind == .email, access.actor.kind != .contact, let domain = MailDomain(ofAddress: value) else { return }
        contact.organisation = try organisations.find(domain)?.id
    }
}

extension Contact {
    /// The names of the properties in which it differs.
    fileprivate func differences(from other: Contact) -> [String] {
        [
            name != other.name ? "name" : nil, language != other.language ? "language" : nil, notes != other.notes ? "notes" : nil,
            isVIP != other.isVIP ? "vip" : nil,
        ].compactMap(\.self)
    }
}
