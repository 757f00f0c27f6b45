import Primitives
import Testing

@testable import Storage

@Suite("A database's address")
struct DatabaseAddressTests {
    @Test("a path, or an address without a server, is a SQLite file's", arguments: [
        ("/var/lib/desk.sqlite", "/var/lib/desk.sqlite"), ("data/desk", "data/desk"), ("sqlite:///var/desk", "/var/desk"), ("a:b", "a:b"),
    ])
    func file(text: String, path: String) throws {
        #expect(try DatabaseAddress(text) == .file(path))
    }

    @Test("what it does not say is as usual")
    func usual() throws {
        let address = try server("postgres://ana@/desk")
        #expect((address.user, address.password, address.host, address.port, address.name) == ("ana", nil, "localhost", 5432, "desk"))
        #expect((address.security, address.connections, address.socket) == (.prefer, 8, nil))
        #expect(try server("mysql://h/desk").port == 3306)
    }

    @Test("a password may hold any letter, and comes from the address before it comes from elsewhere")
    func password() throws {
        #expect(try server("mariadb://a%40b:p%40ss%3Aw%2Frd%25@h/desk").password == "p@ss:w/rd%")
        #expect(try server("mariadb://a%40b@h/desk").user == "a@b")
        #expect(try server("mariadb://ana@h/desk", password: "from outside").password == "from outside")
        #expect(try server("mariadb://ana:inside@h/desk", password: "from outside").password == "inside")
    }

    @Test("an option says more than a URL can")
    func options() throws {
        let address = try server("postgres://h/desk?socket=/run/x&tls=verify&ca=/etc/ca.pem&connections=3")
        #expect((address.socket, address.security, address.authorities, address.connections) == ("/run/x", .verify, "/etc/ca.pem", 3))
    }

    @Test("what is no address is refused", arguments: [
        ("oracle://h/desk", DatabaseAddress.Refusal.scheme("oracle")), ("postgres:desk", .scheme("postgres")), ("://", .scheme("")),
        ("postgres://h", .name), ("postgres://h/", .name), ("postgres://h/a/b", .name), ("mariadb://h/desk?wish=1", .option("wish")),
        ("mariadb://h/desk?tls=perhaps", .value(option: "tls", "perhaps")), ("mariadb://h/desk?connections=0", .value(option: "connections", "0")),
    ])
    func refuses(text: String, refusal: DatabaseAddress.Refusal) {
        #expect(throws: refusal) { try DatabaseAddress(text) }
    }

    @Test("neither a place nor a refusal repeats a password", arguments: [
        "postgres//ana:hidden@h/desk://", "postgres:/ana:hidden@h/desk", "postgres://ana:hidden@h", "postgres://ana:hidden@h/desk?x=1",
        "mariadb://ana:hidden@h/desk",
    ])
    func keepsSecret(text: String) throws {
        let said: String
        do {
            said = try DatabaseAddress(text).place
        } catch let refusal as DatabaseAddress.Refusal {
            said = "\(refusal.notice)"
        }
        #expect(!said.contains("hidden"))
    }

    private func server(_ text: String, password: String? = nil) throws -> ServerAddress {
        guard case .server(let address) = try DatabaseAddress(text, password: password) else { throw StorageError.missing(text) }
        return address
    }
}
