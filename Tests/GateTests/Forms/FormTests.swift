import Primitives
import Testing

@testable import Gate

@Suite("Fields of a form")
struct FormTests {
    enum Colour: String { case red, green }

    @Test("a line comes without blanks around it and composed")
    func readsText() throws {
        let form = form("subject=%20Zapatos+n%C3%BAmero%2042%20&name=Jose%CC%81")
        #expect(try form.text("subject") == "Zapatos número 42")
        #expect(try form.text("name").unicodeScalars.count == 4)
        #expect(try form.text("missing") == "")
    }

    @Test("a line with a line end or another control character is refused, so no header grows from it", arguments: ["a%0D%0AB", "a%0Ab", "a%00b", "a%1Bb", "a%7Fb", "a%C2%85b", "a%E2%80%A8b"])
    func refusesControls(value: String) {
        #expect(throws: FormError("subject", "gate.controlCharacters")) { try form("subject=\(value)").text("subject") }
    }

    @Test("several lines keep their line ends, in our way, and whatever else was pasted; only NUL goes")
    func readsLines() throws {
        #expect(try form("text=a%0D%0Ab%0Dc%0Ad%09e").lines("text") == "a\nb\nc\nd\te")
        #expect(try form("text=a%00b%01%0B%7F%C2%85%E2%80%A8").lines("text") == "ab\u{1}\u{B}\u{7F}\u{85}\u{2028}")
    }

    @Test("what is too long or missing says so, for its field")
    func limits() {
        #expect(throws: FormError("a", "form.tooLong", ["limit": "3"])) { try form("a=abcd").text("a", most: 3) }
        #expect(throws: FormError("a", "form.required")) { try form("a=+").required("a") }
        // One letter on the screen, a thousand behind it.
        let pile = "a" + String(repeating: "%CC%81", count: 1000)
        #expect(throws: FormError("a", "form.tooLong", ["limit": "200"])) { try form("a=\(pile)").text("a") }
    }

    @Test("ids, numbers, versions and choices are read or refused, never guessed")
    func readsTyped() throws {
        let form = form("id=42&none=&bad=4x2&neg=-1&n=7&colour=red&blue=blue&ids=1&ids=2&ids=&ids=2&on=on&seen=3")
        #expect(try form.id("id", as: Department.self) == ID(42))
        #expect(try form.id("none", as: Department.self) == nil)
        #expect(throws: FormError.self) { try form.id("bad", as: Department.self) }
        #expect(throws: FormError.self) { try form.id("neg", as: Department.self) }
        #expect(try form.ids("ids", as: Department.self) == [ID(1), ID(2)])
        #expect(try form.number("n", in: 1...7) == 7)
        #expect(throws: FormError.self) { try form.number("n", in: 1...6) }
        #expect(try form.choice("colour", of: Colour.self) == .red)
        #expect(throws: FormError.self) { try form.choice("blue", of: Colour.self) }
        #expect(form.isOn("on") && !form.isOn("off"))
        #expect(try form.version() == Version(3))
        #expect(throws: FormError.self) { try form.list("ids", most: 3) }
    }

    @Test("broken escapes and bytes that are no text do no harm")
    func readsBroken() throws {
        let form = form("a=100%&b=%4&c=%zz&d=%FF%FE&=x&&e&f=1=2")
        #expect(try form.text("a") == "100%")
        #expect(try form.text("b") == "%4")
        #expect(try form.text("c") == "%zz")
        #expect(try form.text("d") == "\u{FFFD}\u{FFFD}")
        #expect(form.has("e"))
        #expect(try form.text("f") == "1=2")
    }

    private func form(_ text: String) -> Form {
        Form(fields: (try? URLEncoded.fields(text.utf8, most: 100)) ?? [], files: [])
    }
}
