import Foundation
import HTTPTypes
import Testing

@testable import Gate

@Suite("Where a request comes from")
struct ClientTests {
    private let proxies = ["10.0.0.0/8", "2001:db8::/32"].compactMap(AddressRange.init)

    @Test("what a stranger claims is not believed")
    func ignoresStrangers() {
        let client = client(peer: "192.0.2.1", ["X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"])
        #expect(client.address == NetworkAddress("192.0.2.1"))
        #expect(!client.usesTLS)
    }

    @Test("our proxy's word counts, up to the first address that is no proxy of ours")
    func believesProxies() {
        let client = client(peer: "10.1.2.3", ["X-Forwarded-For": "203.0.113.9, 198.51.100.7, 10.9.9.9", "X-Forwarded-Proto": "https"])
        #expect(client.address == NetworkAddress("198.51.100.7"))
        #expect(client.usesTLS)
    }

    @Test("a proxy that says nothing, or nonsense, is the client itself", arguments: ["", "unknown", "198.51.100.7, garbage"])
    func fallsBack(header: String) {
        #expect(client(peer: "10.1.2.3", header.isEmpty ? [:] : ["X-Forwarded-For": header]).address == NetworkAddress("10.1.2.3"))
    }

    @Test("a household of IPv6 is counted as one, an address in IPv6 clothes as what it is")
    func countsNetworks() {
        #expect(NetworkAddress("2001:db8:1:2:3:4:5:6")?.network == NetworkAddress("2001:db8:1:2:ffff::1")?.network)
        #expect(NetworkAddress("2001:db8:1:2::1")?.network != NetworkAddress("2001:db8:1:3::1")?.network)
        #expect(NetworkAddress("::ffff:192.0.2.1") == NetworkAddress("192.0.2.1"))
        #expect(NetworkAddress("[2001:db8::1]:443") == NetworkAddress("2001:db8::1"))
        #expect(NetworkAddress("192.0.2.1:8080")?.text == "192.0.2.1")
        #expect(NetworkAddress("fe80::1%eth0") == NetworkAddress("fe80::1"))
    }

    @Test("what is no address is none", arguments: ["", "1.2.3", "1.2.3.4.5", "host", "::g", "127.1", "0x7f.0.0.1"])
    func refuses(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test("ranges end where their bits end")
    func knowsRanges() throws {
        let range = try #require(AddressRange("192.0.2.128/25"))
        #expect(range.contains(try #require(NetworkAddress("192.0.2.255"))))
        #expect(!range.contains(try #require(NetworkAddress("192.0.2.127"))))
        let four = try #require(AddressRange("0.0.0.0/0"))
        #expect(four.contains(try #require(NetworkAddress("8.8.8.8"))))
        #expect(!four.contains(try #require(NetworkAddress("2001:db8::1"))))
        for text in ["192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "/8", "::/129", "a/8"] { #expect(AddressRange(text) == nil) }
    }

    private func client(peer: String, _ headers: [String: String]) -> Client {
        var fields = HTTPFields()
        for (name, value) in headers { fields[.named(name)] = value }
        return Client.of(fields, peer: NetworkAddress(peer), usesTLS: false, proxies: proxies)
    }
}
