import Channels
import Languages
import Markup
import Primitives
import Tickets

extension MailLogPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let aside: HTML = quarantined == 0 || outcome == .quarantined
            ? .empty
            : parts.callout(.warning, "<a href=\"/mail?outcome=quarantined\">\(words.count("mailpage.aside", quarantined))</a>")
        return """
            <header><h1>\(title)</h1>\(outcomes(parts))</header><div class="stack loose">\(aside)\
            \(rows.isEmpty ? parts.empty(.mail, words("mailpage.empty"), words("mailpage.emptyText")) : list(parts))</div>
            """
    }

    private func outcomes(_ parts: Parts) -> HTML {
        let words = parts.words
        let all = [(text: words("common.all"), address: "/mail", current: outcome == nil)]
        return parts.tabs(words("mailpage.outcomes"), all + RawMail.Outcome.allCases.map { one in
            (text: words("mailpage.outcome.\(one.rawValue)"), address: "/mail?outcome=\(one.rawValue)", current: one == outcome)
        })
    }

    private func list(_ parts: Parts) -> HTML {
        "<ul class=\"stack loose\" id=\"rows\">\(rows.map { row($0, parts) })</ul>\(parts.more(next))"
    }

    private func row(_ row: Row, _ parts: Parts) -> HTML {
        let words = parts.words
        guard !row.isClosed else {
            return """
                <li class="line wrap">\(mark(row.mail.outcome, parts))<span class="quiet">\(words("mailpage.closed"))</span>\(parts.stamp(row.mail.received))</li>
                """
        }
        let ticket: HTML = row.ticket.map {
            "<a href=\"/tickets/\($0.number.text)\"><span class=\"num\">\($0.number.text)</span> \($0.subject)</a>"
        } ?? .empty
        let times: HTML = row.mail.times > 1 ? parts.badge(words.count("mailpage.times", row.mail.times), .note) : .empty
        return """
            <li class="stack"><p class="line wrap">\(mark(row.mail.outcome, parts))<span class="medium cut">\(sender(row.mail, words))</span>\(ticket)\
            \(times)<span class="end">\(parts.stamp(row.mail.received))</span></p>\(trouble(row.mail, words))\
            \(why(row.mail, parts))<div class="line wrap">\(parts.link(words("mailpage.raw"), to: "/mail/\(row.mail.id)/raw", .plain, icon: .download))\
            \(retry(row.mail, parts))</div></li>
            """
    }

    private func mark(_ outcome: RawMail.Outcome, _ parts: Parts) -> HTML {
        let (tone, icon): (Tone, Icon) =
            switch outcome {
            case .received: (.accent, .clock)
            case .ticket: (.positive, .plus)
            case .reply: (.positive, .reply)
            case .bounce: (.warning, .undo)
            case .automatic: (.plain, .macro)
            case .ignored: (.plain, .close)
            case .quarantined: (.danger, .alert)
            }
        return parts.badge(parts.words("mailpage.outcome.\(outcome.rawValue)"), tone, icon: icon)
    }

    private func sender(_ mail: RawMail, _ words: Words) -> String {
        switch mail.sender {
        case .none: words("mailpage.door.\(mail.door.rawValue)")
        case "": words("mailpage.noSender")
        case .some(let sender): sender
        }
    }

    private func trouble(_ mail: RawMail, _ words: Words) -> HTML {
        guard mail.outcome == .quarantined || mail.outcome == .received, mail.tries > 0 else { return .empty }
        return """
            <p class="small">\(words.count("mailpage.tried", mail.tries))\(mail.words.map { " <span class=\"quiet\">\($0.cut(500))</span>" as HTML })</p>
            """
    }

    private func why(_ mail: RawMail, _ parts: Parts) -> HTML {
        let words = parts.words
        let steps = mail.why.map { notice -> HTML in "<li>\(words(notice))</li>" }
        let to = mail.recipients.isEmpty ? "" : words("outboxpage.to", ["names": mail.recipients.joined(separator: ", ")])
        let id: HTML = mail.messageID.map { "<p class=\"xs quiet num\">\($0)</p>" } ?? .empty
        return parts.detail(words("common.why"), "<div class=\"stack small\"><ol class=\"steps\">\(steps)</ol><p class=\"quiet\">\(to)</p>\(id)</div>")
    }

    private func retry(_ mail: RawMail, _ parts: Parts) -> HTML {
        guard mayRetry, mail.outcome == .quarantined else { return .empty }
        return parts.form("/mail/\(mail.id)/retry", parts.button(parts.words("mailpage.retry"), icon: .undo))
    }
}
