import Channels
import Contacts
import Customisation
import Foundation
import Mail
import Primitives
import Storage
import Tickets
import Web

extension House {
    /// The server that takes a department's mail: as set in the pages, else as given at start.
    var relay: @Sendable (ID<Department>) -> SMTPRelay? {
        { [deskSettings, settings] department in deskSettings(.mailRelay, department: department) ?? settings.relay }
    }

    /// What stands on tickets; letters of accounts go before it, see ``letterCarrier``.
    private var carrier: EmailCarrier {
        EmailCarrier(desk: desk, offices: offices, hostname: settings.hostname, relay: relay)
    }

    /// The way out by e-mail.
    var letterCarrier: LetterCarrier {
        LetterCarrier(desktop, hostname: settings.hostname, relay: relay, others: carrier)
    }

    /// What the outbox's pages ask.
    var wayOut: WayOut {
        let carrier = carrier
        return WayOut(isOpen: { carrier.isOpen($0) }, letter: { parcel, tx in try carrier.bytes(of: parcel, tx) })
    }

    /// Where a customer follows a ticket without signing in.
    var guestLink: @Sendable (ID<Ticket>, ID<Contact>, Transaction) throws -> String? {
        { [desk, settings] ticket, contact, tx in
            guard let url = settings.url else { return nil }
            return "\(url)/r/\(try desk.guestLink(to: ticket, for: contact, tx))"
        }
    }

    /// The listener's certificate, made once and kept beside the database.
    func certificate() throws -> TLSIdentity {
        let folder = URL(fileURLWithPath: settings.data)
        let (certificate, key) = (folder.appending(path: "mail.crt"), folder.appending(path: "mail.key"))
        if let one = try? String(contentsOf: certificate, encoding: .utf8), let other = try? String(contentsOf: key, encoding: .utf8) {
            return TLSIdentity(certificatePEM: one, privateKeyPEM: other)
        }
        let made = try SelfSignedCertificate.make(hostname: settings.hostname, validFor: .days(3650), from: clock.now())
        try SyncedFile.write(Array(made.privateKeyPEM.utf8), to: key.path)
        try SyncedFile.write(Array(made.certificatePEM.utf8), to: certificate.path)
        return made
    }
}
