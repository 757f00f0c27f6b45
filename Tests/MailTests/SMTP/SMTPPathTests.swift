import Testing

@testable import Mail

struct SMTPPathTests {
    @Test(
        "addresses as senders write them",
        arguments: [
            ("<ana@shop.example>", "ana@shop.example"),
            (" <ana@Shop.EXAMPLE>", "ana@shop.example"),
            ("ana@shop.example", "ana@shop.example"),
            ("<>", ""),
            ("<Ana.Maria+tag=x@shop.example>", "Ana.Maria+tag=x@shop.example"),
            ("<@relay.example,@other.example:ana@shop.example>", "ana@shop.example"),
            ("<\"ana\"@shop.example>", "ana@shop.example"),
            ("<\"ana maria\"@shop.example>", "\"ana maria\"@shop.example"),
            ("<\"a\\\"b\\\\c@>\"@shop.example>", "\"a\\\"b\\\\c@>\"@shop.example"),
            ("<\".ana\"@shop.example>", "\".ana\"@shop.example"),
            ("<ana@[192.0.2.1]>", "ana@[192.0.2.1]"),
            ("<ana@[IPv6:2001:DB8::1]>", "ana@[ipv6:2001:db8::1]"),
            ("<țară@mañana.example>", "țară@mañana.example"),
            ("<a..b.@docomo.example>", "a..b.@docomo.example"),
            ("<postmaster>", "postmaster"),
        ])
    func read(text: String, address: String) throws {
        let path = try #require(SMTPPath(text.utf8))
        #expect(path.address == address)
        #expect(path.parameters.isEmpty)
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "<", "<ana@shop.example", "<ana@>", "<@shop.example>", "<ana@shop..example>", "<ana@.example>", "<ana maria@shop.example>",
            "<ana@shop.example>x", "<\"ana@shop.example>", "<ana@[]>", "<ana@[1.2.3.4>", "<ana@sh op>", "<ana@shop,example>", "<<a@b>>",
            "<@relay.example ana@shop.example>", "<ana@shop.example> =1", "<\"a\\",
        ])
    func refused(text: String) {
        #expect(SMTPPath(text.utf8) == nil)
    }

    @Test("parameters keep their order and values")
    func parameters() throws {
        let path = try #require(SMTPPath("<a@b.example> size=10 BODY=8BITMIME  smtputf8 X=a=b".utf8))
        #expect(path.parameters.map(\.name) == ["SIZE", "BODY", "SMTPUTF8", "X"])
        #expect(path.parameters.map(\.value) == ["10", "8BITMIME", nil, "a=b"])
    }

    @Test("a very long address is refused")
    func tooLong() {
        #expect(SMTPPath("<\(String(repeating: "a", count: 320))@b.example>".utf8) == nil)
    }

    @Test("an address that would end the command is never named", arguments: ["a@b> X=<", "a@b\r\nDATA", "a b@c.example", "", "ana", "a@b SIZE=1"])
    func cannotBeNamed(address: String) {
        #expect(!SMTPPath.canName(address))
    }
}
