import Testing

@testable import API

@Suite struct JSONTests {
    private func read(_ text: String) -> JSONNode? { JSONReader.read(Array(text.utf8)) }

    @Test("what is written is read back the same, with quotes, line ends, emoji and control characters")
    func roundTrip() {
        let text = "Ana \"Pop\" \\ \n\t\u{1} ș 👟"
        var writer = JSONWriter()
        writer.write(.object([("text", .text(text)), ("number", .number(-7)), ("list", .list([.flag(true), .null])), ("empty", .object([]))]))
        #expect(
            JSONReader.read(writer.bytes)
                == .object(["text": .text(text), "number": .number("-7"), "list": .list([.flag(true), .null]), "empty": .object([:])]))
    }

    @Test(
        "broken JSON is refused",
        arguments: [
            "", "{", "{}x", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "\"\n\"", "\"\\x\"", "\"\\ud800\"", "\"\\u12\"", "01", "1.", "+1", "nul",
            "\"open", "\"\\ud83d\\u0041\"",
        ])
    func broken(_ text: String) {
        #expect(read(text) == nil)
    }

    @Test("a hundred thousand brackets are refused")
    func deep() {
        let isRead = read(String(repeating: "[", count: 100_000)) != nil
        #expect(!isRead)
    }

    @Test("bytes that are no UTF-8 are refused")
    func notUTF8() {
        #expect(JSONReader.read([0x22, 0xFF, 0x22]) == nil)
    }

    @Test("an escaped emoji is one letter")
    func surrogates() {
        #expect(read("\"\\ud83d\\udc5f \\u0219\"") == .text("👟 ș"))
    }
}
