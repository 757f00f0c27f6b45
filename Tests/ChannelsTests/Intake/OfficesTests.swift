import Customisation
import Testing

@testable import Channels

@Suite("The desk's addresses")
struct OfficesTests {
    @Test("are those of its departments and of the server's file, and nothing is sent to them")
    func addresses() async throws {
        try await MailDesk.with(address: "support@desk.example", ["mail.addresses": "info@file.example"]) { desk in
            for address in ["support@desk.example", "SUPPORT+x.y@desk.example", "info@file.example"] {
                #expect(desk.offices.takes(address) && desk.offices.isOurs(address))
            }
            #expect(desk.offices.takes("Postmaster") && desk.offices.takes("postmaster@desk.example"))
            #expect(!desk.offices.takes("postmaster@example.org"))
            #expect(!desk.offices.takes("ana@example.org") && !desk.offices.isOurs("ana@example.org"))
        }
    }
}
