import Languages
import Markup
import Outbox
import Primitives
import Tickets

/// The customer's part on one side, what came of it on the other.
struct PlayPage: DeskPage {
    let form: PlayForm
    let trouble: FormTrouble
    let customer: Recipients.Address
    let mails: [PlayedMail]
    /// The ticket that the last words became part of.
    let arrived: TicketNumber?
    let hasListener: Bool
    let words: Words

    var title: String { words("play.title") }
    var current: String? { nil }

    func view(_ parts: Parts) -> Frame.Kind {
        .plain("""
            \(parts.pageHead(title, words("play.about")))\
            <div class="play"><section class="stack loose"><h2>\(words("play.write"))</h2>\(write(parts))</section>\
            <section class="stack loose"><h2>\(words("play.back"))</h2>\(arrival(parts))\(shown(parts))</section></div>
            """)
    }

    private func write(_ parts: Parts) -> HTML {
        let whos = [
            Field.Choice("customer", customer.name, hint: customer.address),
            Field.Choice("stranger", words("play.stranger"), hint: words("play.stranger.hint")),
        ]
        let doors = [Field.Choice("mail", words("channel.email")), Field.Choice("form", words("channel.form"))]
        let fields = [
            Field("who", words("play.who"), .radios(whos), value: form.who.rawValue, required: true),
            Field("name", words("play.name"), value: form.name, hint: words("play.ofStranger"), autocomplete: "off"),
            Field("email", words("play.email"), .email, value: form.email, error: trouble.about("email", words), autocomplete: "off"),
            Field(
                "door", words("play.door"), .radios(hasListener ? doors : Array(doors.dropFirst())), value: hasListener ? form.door.rawValue : "form",
                error: trouble.about("door", words), required: true),
            Field("subject", words("common.subject"), value: form.subject, autocomplete: "off"),
            Field("text", words("play.text"), .area(rows: 6), value: form.text, error: trouble.about("text", words), required: true),
        ]
        let answers = form.answers.map { parts.hidden("answers", $0.text) } ?? .empty
        return parts.sheetForm("/play", fields, trouble: trouble, also: answers, save: words("common.send"))
    }

    private func arrival(_ parts: Parts) -> HTML {
        guard let arrived else { return .empty }
        return parts.callout(.positive, icon: .done, """
            <p>\(words("play.arrived", ["number": arrived.text]))</p>\
            <p><a class="btn" href="/tickets/\(arrived.text)">\(words("play.open", ["number": arrived.text]))</a></p>
            """)
    }

    private func shown(_ parts: Parts) -> HTML {
        if mails.isEmpty { return parts.empty(.mail, words("play.none"), words("play.none.hint")) }
        return mails.map { mail -> HTML in
            let to = form.who == .customer ? customer.address : form.email
            let reply: HTML = mail.message.map { id in
                parts.link(words("play.answer"), to: "/play?as=\(PlayPage.encoded(to))&answers=\(id)", .plain, icon: .reply)
            } ?? .empty
            return """
                <article class="message"><header><h3>\(mail.subject)</h3><span class="via">\(words("play.state.\(mail.state.rawValue)"))</span>\
                \(parts.stamp(mail.at))</header><div class="body">\(PlainText.html(ofText: mail.text))</div><footer>\(reply)</footer></article>
                """
        }.joined()
    }

    private static func encoded(_ text: String) -> String { text.replacing("+", with: "%2B").replacing("&", with: "%26") }
}
