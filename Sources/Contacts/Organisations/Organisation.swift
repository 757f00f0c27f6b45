import Primitives
import Storage

/// Whom contacts belong to; a tree of group, company, branch, department or cost centre.
package struct Organisation: Sendable, Equatable {
    package let id: ID<Organisation>
    package var version: Version
    package let department: ID<Department>
    package var parent: ID<Organisation>?
    package var name: String
    package var customerNumber: String?
    /// Mail domains of its people, lower case; never a public one.
    package var domains: [String]
    package var notes: String
    /// Whether its people may write into each other's tickets.
    package var sharesTickets: Bool

    package init(
        id: ID<Organisation>, version: Version = .first, department: ID<Department>, parent: ID<Organisation>? = nil, name: String,
        customerNumber: String? = nil, domains: [String] = [], notes: String = "", sharesTickets: Bool = false
    ) {
        self.id = id
        self.version = version
        self.department = department
        self.parent = parent
        self.name = name
        self.customerNumber = customerNumber
        self.domains = domains
        self.notes = notes
        self.sharesTickets = sharesTickets
    }
}

extension Organisation: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        version = try row("version")
        department = try row("department")
        parent = try row("parent")
        name = try row("name")
        customerNumber = try row("customer_number")
        domains = try row("domains", as: JSON<[String]>.self).content
        notes = try row("notes")
        sharesTickets = try row("shares_tickets")
    }
}
