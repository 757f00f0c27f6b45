import Primitives
import Tickets

/// What pages need to know of the machine they run on. Handed in by the server.
package struct Site: Sendable {
    /// The throw-away desk that anyone may play with.
    package struct Demo: Sendable {
        /// The customer whose part can be played.
        package let customer: Recipients.Address
        /// Takes everything out of it, for *Make this desk yours*.
        package let empty: @Sendable () async throws -> Void

        package init(customer: Recipients.Address, empty: @escaping @Sendable () async throws -> Void) {
            self.customer = customer
            self.empty = empty
        }
    }

    /// Where mail is taken by SMTP.
    package struct MailDoor: Sendable {
        package let host: String
        package let port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// Where people reach the pages, for links in mails; without a slash at its end.
    package var url: @Sendable () -> String
    /// What this machine calls itself in mail.
    package var hostname: String
    /// Whether mail leaves without a relay of the department's own.
    package var hasRelay = false
    /// `nil` where nothing listens.
    package var mailDoor: MailDoor?
    /// Where departments' own databases are; `nil` where there can be none.
    package var homes: DepartmentHomes?
    /// `nil` for a desk at work.
    package var demo: Demo?
    /// A text in mustache with its gaps filled; throws for one that cannot be read.
    package var filled: @Sendable (_ text: String, _ values: [String: String]) throws -> String

    package init(
        url: @escaping @Sendable () -> String, hostname: String,
        filled: @escaping @Sendable (_ text: String, _ values: [String: String]) throws -> String
    ) {
        self.url = url
        self.hostname = hostname
        self.filled = filled
    }
}

/// Databases of departments' own.
package struct DepartmentHomes: Sendable {
    /// Reaches the database at an address, makes its tables, and gives the address back as it is kept. Throws what is wrong with it.
    package let sealed: @Sendable (_ address: String, ID<Department>) async throws -> [UInt8]
    /// Where a kept address leads, for people.
    package let place: @Sendable (_ sealed: [UInt8], ID<Department>) throws -> String

    package init(
        sealed: @escaping @Sendable (String, ID<Department>) async throws -> [UInt8],
        place: @escaping @Sendable ([UInt8], ID<Department>) throws -> String
    ) {
        self.sealed = sealed
        self.place = place
    }
}
