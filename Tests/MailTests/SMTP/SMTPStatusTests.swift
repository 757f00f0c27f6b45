import Testing

@testable import Mail

struct SMTPStatusTests {
    @Test("a status is read and written")
    func roundTrip() {
        #expect(SMTPStatus("5.1.10") == SMTPStatus(5, 1, 10))
        #expect(SMTPStatus(4, 4, 2).text == "4.4.2")
    }

    @Test("what is no status", arguments: ["", "5.1", "5.1.1.1", "3.1.1", "5.x.1", "5..1", "5.1.-1", "5.1.1000", "٥.1.1"])
    func refused(text: String) {
        #expect(SMTPStatus(text) == nil)
    }
}
