import Accounts
import Events
import Primitives
import Storage

/// What describes an organisation.
package struct OrganisationProperties: Sendable, Equatable {
    package var name: String
    package var parent: ID<Organisation>?
    package var customerNumber: String?
    /// As typed; with or without `@`.
    package var domains: [String] = []
    package var notes = ""
    package var sharesTickets = false

    package init(name: String) {
        self.name = name
    }

    package init(_ organisation: Organisation) {
        name = organisation.name
        parent = organisation.parent
        customerNumber = organisation.customerNumber
        domains = organisation.domains
        notes = organisation.notes
        sharesTickets = organisation.sharesTickets
    }
}

extension ContactDesk {
    /// People of a renamed organisation whose words are renewed in one transaction.
    private static let slice = 200

    /// Throws ``ContactError/nameMissing``, ``ContactError/invalidDomain(_:)``, ``ContactError/publicDomain(_:)`` and
    /// ``ContactError/domainTaken(_:)``.
    package func createOrganisation(_ properties: OrganisationProperties, as access: Access) async throws -> Organisation {
        let now = clock.now(), properties = try properties.checked()
        return try await db.write { tx in
            try access.demand(.create, .contact, reach: .team)
            let store = OrganisationStore(tx, department: access.department)
            if let parent = properties.parent { _ = try store.require(parent) }
            let organisation = Organisation(
                id: ids.next(), department: access.department, parent: properties.parent, name: properties.name,
                customerNumber: properties.customerNumber, domains: properties.domains, notes: properties.notes,
                sharesTickets: properties.sharesTickets)
            try store.insert(organisation, at: now)
            try tell(.organisationCreated, organisation.id, by: access, at: now, tx)
            return organisation
        }
    }

    /// Throws as ``createOrganisation(_:as:)`` does, ``ContactError/organisationLoop`` and ``ContactError/changedMeanwhile``.
    @discardableResult
    package func editOrganisation(
        _ id: ID<Organisation>, _ properties: OrganisationProperties, seen: Version, as access: Access
    ) async throws -> Organisation {
        let now = clock.now(), properties = try properties.checked()
        let (old, new) = try await db.write { tx in
            try access.demand(.answer, .contact, reach: .team)
            let store = OrganisationStore(tx, department: access.department)
            let old = try store.require(id)
            guard old.version == seen else { throw ContactError.changedMeanwhile }
            if let parent = properties.parent, try store.path(of: store.require(parent).id).contains(where: { $0.id == id }) {
                throw ContactError.organisationLoop
            }
            guard OrganisationProperties(old) != properties else { return (old, old) }
            let new = try store.update(old.with(properties))
            try tell(.organisationEdited, id, by: access, at: now, tx)
            return (old, new)
        }
        if old.name != new.name || old.customerNumber != new.customerNumber { try await renewWords(ofPeopleOf: new) }
        return new
    }

    /// Its people are found by its name and number.
    private func renewWords(ofPeopleOf organisation: Organisation) async throws {
        var last: ID<Contact>?
        repeat {
            let key = last
            last = try await db.write { tx in
                let people = try OrganisationStore(tx, department: organisation.department).people(
                    of: organisation.id, after: key, most: Self.slice)
                let contacts = ContactStore(tx, department: organisation.department)
                for person in people { try contacts.indexWords(of: person) }
                return people.count == Self.slice ? people.last?.id : nil
            }
        } while last != nil
    }

    private func tell(_ kind: EventKind, _ id: ID<Organisation>, by access: Access, at now: Instant, _ tx: Transaction) throws {
        let told = EventDraft(kind, department: access.department, actor: access.actor, values: ["organisation": id.text])
        try EventStore(tx).append(told, id: ids.next(), at: now)
    }
}

extension OrganisationProperties {
    /// Without blanks and doubles.
    fileprivate func checked() throws -> OrganisationProperties {
        var checked = self
        checked.name = name.trimmed.cut(190)
        guard !checked.name.isEmpty else { throw ContactError.nameMissing }
        checked.customerNumber = customerNumber.map { $0.trimmed.cut(64) }.flatMap { $0.isEmpty ? nil : $0 }
        checked.notes = notes.cut(20_000)
        checked.domains = try Set(domains.filter { !$0.trimmed.isEmpty }.map { typed in
            guard let domain = MailDomain(typed) else { throw ContactError.invalidDomain(typed.cut(100)) }
            guard !domain.isPublic else { throw ContactError.publicDomain(domain.text) }
            return domain.text
        }).sorted()
        return checked
    }
}

extension Organisation {
    fileprivate func with(_ properties: OrganisationProperties) -> Organisation {
        Organisation(
            id: id, version: version, department: department, parent: properties.parent, name: properties.name,
            customerNumber: properties.customerNumber, domains: properties.domains, notes: properties.notes,
            sharesTickets: properties.sharesTickets)
    }
}
