import Accounts
import Events
import Languages
import Markup
import Outbox
import Primitives
import Tickets

/// Makes the pieces of a talk out of its rows.
struct TalkWriter {
    let ticket: Ticket
    let place: ListPlace
    let rights: TicketRights
    let around: Surroundings
    let reading: TalkReading
    private let history: HistoryWords

    init(ticket: Ticket, place: ListPlace, rights: TicketRights, around: Surroundings, reading: TalkReading) {
        self.ticket = ticket
        self.place = place
        self.rights = rights
        self.around = around
        self.reading = reading
        history = HistoryWords(words: around.words, names: reading.names, objects: reading.objects, steps: reading.steps)
    }

    private var words: Words { around.words }
    private var parts: Parts { around.parts }

    /// `nil` for what is not shown: what was taken back, and events without words.
    func piece(of moment: Moment) -> Talk.Piece? {
        switch moment {
        case .message(let message): message.withdrawn == nil ? .said(entry(of: message)) : nil
        case .note(let note): .said(entry(of: note))
        case .event(let event): history.sentence(of: event).map { .done($0, event.at) }
        }
    }

    private func entry(of note: Note) -> Entry {
        let body: HTML = note.redacted == nil ? PlainText.html(ofText: note.text) : gone
        var entry = Entry(
            id: "m-\(note.id)", .note, channel: .form, who: history.name(of: note.author), via: "", at: note.at, body: body)
        entry.footer = FileLinks(reading.files[note.id.rawValue] ?? [], on: ticket.number, place).view(parts)
        return entry
    }

    private func entry(of message: Message) -> Entry {
        let isOurs = message.direction == .outgoing
        var entry = Entry(
            id: "m-\(message.id)", isOurs ? .agent : .message, channel: ChannelMark(message.channel), who: author(of: message),
            via: via(message), at: message.at, body: body(of: message), language: message.language?.rawValue)
        entry.isNew = !isOurs && !message.isVerified
        entry.footer = MessageFooter(message, writer: self).view(parts)
        return entry
    }

    /// What they call themselves; the address stands beside it, as a name proves nothing.
    private func author(of message: Message) -> String {
        if message.direction == .outgoing { return message.author.kind == .system ? around.desk : history.name(of: message.author) }
        if !message.fromName.isEmpty { return message.fromName }
        return message.fromAddress.isEmpty ? history.name(of: message.author) : message.fromAddress
    }

    private func via(_ message: Message) -> String {
        let channel = words("channel.\(ChannelMark(message.channel).rawValue)")
        if message.direction == .incoming {
            return message.fromAddress.isEmpty || message.fromName.isEmpty ? channel : "\(channel), \(message.fromAddress)"
        }
        let to = message.recipients.to.map(\.shown).joined(separator: ", "), cc = message.recipients.cc.map(\.shown).joined(separator: ", ")
        if to.isEmpty { return channel }
        return cc.isEmpty
            ? words("ticketpage.via.to", ["channel": channel, "to": to])
            : words("ticketpage.via.toAndCopy", ["channel": channel, "to": to, "cc": cc])
    }

    private var gone: HTML { "<p class=\"quiet\">\(Icon.shield.small) \(words("ticketpage.redacted"))</p>" }

    private func body(of message: Message) -> HTML {
        if message.redacted != nil { return gone }
        if let html = message.html, FormattedBody.isWorthShowing(html, beside: message.quoted) {
            return FormattedBody(message, html: html, on: ticket.number).view(parts)
        }
        let text = PlainText.html(ofText: message.text)
        let quoted: HTML = message.quoted.isEmpty ? .empty : parts.detail(words("ticketpage.quoted"), PlainText.html(ofText: message.quoted))
        guard let html = message.html else { return text + quoted }
        return text + quoted + parts.detail(words("ticketpage.formatted"), FormattedBody(message, html: html, on: ticket.number).view(parts))
    }
}

extension Recipients.Address {
    var shown: String { name.isEmpty ? address : name }

    /// As it stands in a field: `Ana Popescu <ana@popescu.example>`.
    var typed: String { name.isEmpty ? address : "\(name.filter { !"<>\",;".contains($0) }) <\(address)>" }
}
