import Languages
import Markup
import Outbox
import Primitives
import Tickets

extension OutboxPage {
    func page(_ parts: Parts) -> HTML {
        """
        <header><h1>\(title)</h1>\(shelves(parts))</header><div class="stack loose">\(hasNoWayOut ? noWayOut(parts) : .empty)\
        \(rows.isEmpty ? empty(parts) : "<ul class=\"parcels\" id=\"rows\">\(rows.map { row($0, parts) })</ul>\(parts.more(next))")</div>
        """
    }

    private func shelves(_ parts: Parts) -> HTML {
        let words = parts.words
        return parts.tabs(words("outboxpage.shelves"), OutboxShelf.allCases.map { shelf in
            let count = counts[shelf] ?? 0
            let number = count == 0 ? "" : count >= 1000 ? " 1000+" : " \(words.numbers.text(count))"
            return (text: words("outboxpage.shelf.\(shelf.rawValue)") + number, address: "/outbox?shelf=\(shelf.rawValue)", current: shelf == self.shelf)
        })
    }

    private func noWayOut(_ parts: Parts) -> HTML {
        let words = parts.words
        return parts.callout(.accent, icon: .info, """
            <p class="strong">\(words("outboxpage.noRelay"))</p><p>\(words("outboxpage.noRelayText"))</p>
            """)
    }

    private func empty(_ parts: Parts) -> HTML {
        guard next == nil else { return parts.more(next) }
        return parts.empty(.send, parts.words("outboxpage.empty.\(shelf.rawValue)"), parts.words("outboxpage.emptyText.\(shelf.rawValue)"))
    }

    private func row(_ row: ParcelRow, _ parts: Parts) -> HTML {
        """
        <li class="stack" id="p-\(row.id.text)"><p class="line wrap">\(Self.title(of: row))\(parts.parcelState(row.state))\(parts.time(row.made, end: true))</p>\
        <p class="small quiet">\(Self.addresses(row.recipients, parts.words))</p>\(parts.parcelNews(row))\
        \(parts.detail(parts.words("outboxpage.text"), Self.body(row, parts), open: hasNoWayOut && row.state != .sent))\
        <div class="line wrap">\(parts.link(parts.words("outboxpage.whole"), to: "/outbox/\(row.id)", icon: .mail))\(parts.parcelVerbs(row))</div></li>
        """
    }

    static func body(_ row: ParcelRow, _ parts: Parts) -> HTML {
        if !row.text.isEmpty { return "<div class=\"body\">\(PlainText.html(ofText: row.text))</div>" }
        return "<p class=\"small quiet\">\(parts.words(row.ticket == nil ? "outboxpage.personal" : "outboxpage.noText"))</p>"
    }

    static func title(of row: ParcelRow) -> HTML {
        guard let ticket = row.ticket else { return .empty }
        return "<a href=\"/tickets/\(ticket.number.text)\"><span class=\"num\">\(ticket.number.text)</span> \(ticket.subject)</a>"
    }

    static func addresses(_ recipients: Recipients, _ words: Words) -> String {
        func line(_ all: [Recipients.Address]) -> String {
            all.map { $0.name.isEmpty ? $0.address : "\($0.name) <\($0.address)>" }.joined(separator: ", ")
        }
        if recipients.all.isEmpty { return "" }
        let copies = recipients.cc.isEmpty ? "" : " · " + words("outboxpage.copies", ["names": line(recipients.cc)])
        return words("outboxpage.to", ["names": line(recipients.to)]) + copies
    }
}

extension Parts {
    /// Where a parcel stands, in a word and with a shape.
    func parcelState(_ state: Parcel.State) -> HTML {
        let (tone, icon): (Tone, Icon) =
            switch state {
            case .held: (.accent, .undo)
            case .due: (.plain, .clock)
            case .sending: (.accent, .send)
            case .sent: (.positive, .done)
            case .failed: (.danger, .alert)
            case .inDoubt: (.warning, .help)
            case .withdrawn: (.plain, .close)
            }
        return badge(words("outboxpage.state.\(state.rawValue)"), tone, icon: icon)
    }

    /// What happened to it so far, in a sentence.
    func parcelNews(_ row: ParcelRow) -> HTML {
        var lines: [String] = []
        switch row.state {
        case .held: lines.append(words("outboxpage.leaves", ["time": dates.due(row.due)]))
        case .due where row.tries > 0: lines.append(words.count("outboxpage.tried", row.tries, ["time": dates.due(row.due)]))
        case .inDoubt: lines.append(words("outboxpage.inDoubt"))
        case .sent: lines.append(row.done.map { words("outboxpage.sentAt", ["time": dates.stamp($0)]) } ?? "")
        default: break
        }
        if row.isMachine { lines.append(words("outboxpage.machine")) }
        if let said = row.words, !said.isEmpty { lines.append(words("outboxpage.said", ["words": said])) }
        return lines.filter { !$0.isEmpty }.map { line -> HTML in "<p class=\"small quiet\">\(line)</p>" }.joined()
    }

    /// Take back, send again.
    func parcelVerbs(_ row: ParcelRow) -> HTML {
        let withdraw = row.canWithdraw
            ? form("/outbox/\(row.id)/withdraw", button(words("common.undo"), icon: .undo)) : .empty
        let again = row.canRetry
            ? form("/outbox/\(row.id)/retry", button(words("outboxpage.retry"), icon: .send)) : .empty
        return withdraw + again
    }
}
