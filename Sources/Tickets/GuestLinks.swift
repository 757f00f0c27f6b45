import Contacts
import Crypto
import Primitives
import Storage

/// A private link by which a customer follows one ticket without signing in: public messages only, until it ends or is revoked.
package struct Guest: Sendable {
    package let department: ID<Department>
    package let ticket: ID<Ticket>
    package let contact: ID<Contact>
}

extension Desk {
    private static let lifetime = Duration.days(90)

    /// Makes a link's secret: 192 random bits, of which only the hash is kept.
    package func guestLink(to ticket: ID<Ticket>, for contact: ID<Contact>, _ tx: Transaction) throws -> String {
        let secret = randomness.token(), now = now()
        try tx.run(
            """
            INSERT INTO guest_link (hash, department, ticket, contact, made_at, expires_at)
            SELECT \(Self.hash(secret)), department, id, \(contact), \(now), \(now + Self.lifetime) FROM ticket WHERE id = \(ticket)
            """)
        return secret
    }

    /// Whose link it is. Throws ``TicketError/linkExpired`` for any other.
    package func guest(_ secret: String, _ tx: Transaction) throws -> Guest {
        let row = try tx.rows(
            """
            SELECT department, ticket, contact FROM guest_link
            WHERE hash = \(Self.hash(secret)) AND expires_at > \(now()) AND revoked_at IS NULL
            """).first
        guard !secret.isEmpty, let row else { throw TicketError.linkExpired }
        return Guest(department: try row("department"), ticket: try row("ticket"), contact: try row("contact"))
    }

    /// Ends every link to a ticket.
    package func revokeGuestLinks(of ticket: ID<Ticket>, _ tx: Transaction) throws {
        try tx.run("UPDATE guest_link SET revoked_at = \(now()) WHERE ticket = \(ticket) AND revoked_at IS NULL")
    }

    private static func hash(_ secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(secret.utf8)))
    }
}
