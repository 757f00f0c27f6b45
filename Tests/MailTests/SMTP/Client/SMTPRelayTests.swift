import Testing

@testable import Mail

struct SMTPRelayTests {
    @Test("an address of a relay says where and how")
    func read() throws {
        let plain = try SMTPRelay(url: "smtp://relay.example")
        #expect(plain.port == 25 && plain.protection == .optional && plain.credentials == nil)
        let signed = try SMTPRelay(url: "smtp://ana%40shop.example:p%3Ass%2F@relay.example")
        #expect(signed.port == 587 && signed.protection == .required && signed.credentials?.user == "ana@shop.example")
        guard case .password("p:ss/")? = signed.credentials?.secret else { return #expect(Bool(false)) }
        let immediate = try SMTPRelay(url: "SMTPS://relay.example/")
        #expect(immediate.port == 465 && immediate.protection == .immediate)
        let six = try SMTPRelay(url: "smtp://ana:x@[::1]:2525?starttls=never&verify=false")
        #expect(six.host == "::1" && six.port == 2525 && six.protection == .never && !six.checksCertificate)
        #expect(try SMTPRelay(url: "smtp://relay.example?starttls=required").protection == .required)
    }

    @Test(
        "what is no relay, or an unsafe one, is refused",
        arguments: [
            ("", SMTPRelayError.notURL), ("relay.example", .notURL), ("smtp://", .notURL), ("smtp://relay.example/path", .notURL),
            ("smtp://relay.example:99999", .notURL), ("http://relay.example", .unknownScheme("http")),
            ("smtp://relay.example?tls=yes", .unknownOption("tls")), ("smtps://relay.example?starttls=never", .unknownOption("starttls")),
            ("smtp://relay.example?verify=false", .mustCheckCertificate), ("smtp://127.evil.example?verify=false", .mustCheckCertificate),
            ("smtp://ana:x@relay.example?starttls=never", .mustEncryptCredentials),
        ])
    func refused(url: String, error: SMTPRelayError) {
        #expect(throws: error) { try SMTPRelay(url: url) }
    }

    @Test(
        "an address is written as it is read",
        arguments: [
            "smtp://relay.example", "smtps://ana%40x.example:p%3Ass%2F%3F@relay.example", "smtp://ana:x@[::1]:2525?starttls=never&verify=false",
            "smtp://relay.example:2525?starttls=required", "smtp://ana:p%20%C3%A9@relay.example",
        ])
    func written(url: String) throws {
        let relay = try SMTPRelay(url: url), again = try SMTPRelay(url: relay.url)
        #expect(again == relay && again.protection == relay.protection && again.host == relay.host && again.port == relay.port)
        #expect(again.credentials?.password == relay.credentials?.password && again.checksCertificate == relay.checksCertificate)
    }

    @Test("a password is never printed")
    func secret() throws {
        let relay = try SMTPRelay(url: "smtp://ana:verysecret@relay.example")
        #expect(relay.description == "smtp://ana@relay.example:587")
        var dumped = ""
        dump(relay, to: &dumped)
        #expect(!dumped.contains("verysecret") && !String(reflecting: relay).contains("verysecret"))
    }
}
