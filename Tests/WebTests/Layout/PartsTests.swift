import Foundation
import Languages
import Markup
import Primitives
import Testing

@testable import Web

@Suite struct PartsTests {
    private let parts = FrameTests.parts()

    @Test("a field ties its hint and error to the control")
    func ties() {
        let field = Field("mail", "E-mail", .email, value: "\"><script>", hint: "Yours", error: "Not one", required: true)
        let text = parts.field(field).text
        #expect(text.contains("<label for=\"f-mail\">E-mail</label>"))
        #expect(text.contains("aria-describedby=\"f-mail-h f-mail-e\" aria-invalid=\"true\" required"))
        #expect(text.contains("id=\"f-mail-h\"") && text.contains("id=\"f-mail-e\""))
        #expect(!text.contains("<script>"))
    }

    @Test("a line break at the beginning of a text is not lost")
    func textArea() {
        let text = parts.field(Field("t", "T", .area(rows: 3), value: "\nx")).text
        #expect(text.contains(">\n\nx</textarea>"))
    }

    @Test("a choice that is sent as nothing can be sent, though a browser takes it for no answer")
    func emptyChoice() {
        let choices = [Field.Choice("", "As usual"), Field.Choice("b", "B")]
        for isRequired in [true, false] {
            let text = parts.field(Field("s", "S", .choices(choices), value: "", required: isRequired)).text
            #expect(!text.contains("required") && !text.contains("optional"))
        }
    }

    @Test("the choice that was made stays chosen")
    func choices() {
        let choices = [Field.Choice("a", "A"), Field.Choice("b", "B")]
        #expect(parts.field(Field("s", "S", .choices(choices), value: "b")).text.contains("<option value=\"b\" selected>B</option>"))
        #expect(parts.field(Field("r", "R", .radios(choices), value: "b")).text.contains("value=\"b\" checked"))
    }

    @Test("the summary leads to every field with an error, and is silent without one")
    func summary() {
        let fields = [Field("a", "First", error: "Needed"), Field("b", "Second")]
        let text = parts.errorSummary(fields).text
        #expect(text.contains("<a href=\"#f-a\">First</a>: Needed") && !text.contains("#f-b"))
        #expect(text.contains("1 thing needs your attention"))
        #expect(parts.errorSummary([Field("b", "Second")]) == .empty)
    }

    @Test("a changing form carries the session's token")
    func token() {
        #expect(parts.form("/x", "").text.contains("<input type=\"hidden\" name=\"csrf\" value=\"to&quot;ken\">"))
    }

    @Test("initials are the first letters of the first and last word", arguments: [
        ("Ana Popescu", "AP"), ("ștefan", "Ș"), ("Maria da Silva Santos", "MS"), ("", "?"), ("  ", "?"), ("李 小龍", "李小"), ("x@example.com", "XC"),
    ])
    func initials(name: String, letters: String) {
        #expect(Parts.initials(of: name) == letters)
    }

    @Test("a row says that it is unread to those who cannot see the dot")
    func row() {
        var row = TicketRow(
            number: "LBT-1", path: "/tickets/LBT-1", subject: "<i>", line: "Ana: hi", at: parts.dates.now, channel: .email, state: .pending)
        row.unread = true
        let text = parts.row(row).text
        #expect(text.contains("<span class=\"sr\">unread</span>"))
        #expect(text.contains("&lt;i&gt;"))
        #expect(text.contains("state pending"))
    }

    @Test("an error page tells the number under which the log has it")
    func failure() {
        let page = MessagePage.failure(request: "8f2c", words: Words(.es)).view().text
        #expect(page.contains("Número de este error: 8f2c"))
    }

    @Test("a desk that is away for a moment says so, and leads back to the same page")
    func away() {
        let page = MessagePage.away(request: "8f2c", words: Words(.es)).view().text
        #expect(page.contains("Volvemos en un momento") && page.contains("Número de este error: 8f2c"))
        #expect(page.contains("href=\"\""))
    }

    @Test("every kind of refusal has a title in every language", arguments: [
        Notice.Kind.missing, .refused, .invalid, .forbidden, .conflict, .limited, .told,
    ])
    func refusals(kind: Notice.Kind) {
        for language in Language.allCases { #expect(Words(language).knows("error.\(kind.rawValue).title")) }
    }

    @Test("every mark has its name in every language")
    func names() {
        for language in Language.allCases {
            for mark in StateMark.allCases { #expect(Words(language).knows("ticket.state.\(mark.rawValue)")) }
            for mark in ChannelMark.allCases { #expect(Words(language).knows("channel.\(mark.rawValue)")) }
            for place in Place.allCases { #expect(Words(language).knows("layout.place.\(place.rawValue)")) }
            for place in Frame.PortalPlace.allCases { #expect(Words(language).knows("layout.portal.\(place.rawValue)")) }
        }
    }
}
