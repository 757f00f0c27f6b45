import Accounts
import Languages
import Markup
import Outbox
import Primitives
import Tickets

/// What stands under a message: whether it arrived, its files, why it is here, what an agent may do about it.
struct MessageFooter: Sendable {
    private let delivery: Delivery?
    private let files: FileLinks
    private let why: [String]
    private let notices: [String]
    /// Where it is accepted; `nil` when there is nothing to accept.
    private let accept: String?
    private let mark: String?
    private let isAutomatic: Bool
    private let source: String?

    init(_ message: Message, writer: TalkWriter) {
        let words = writer.around.words
        let below = "/messages/\(message.id)"
        delivery = writer.reading.parcels[message.id.rawValue].map { Delivery($0, message, writer) }
        let attachments = writer.reading.files[message.id.rawValue] ?? []
        let isFormatted = message.html.map { FormattedBody.isWorthShowing($0, beside: message.quoted) } ?? false
        files = FileLinks(attachments, on: writer.ticket.number, writer.place, hidesInline: isFormatted)
        why = message.why.map { words($0) }
        notices = message.notices.map { words($0) }
        let waits = !message.isVerified && message.redacted == nil && writer.rights.answers
        accept = waits ? writer.place.path(of: writer.ticket.number, "\(below)/acceptance") : nil
        mark = message.mark.map { words("ticketpage.mark.\($0.rawValue)") }
        isAutomatic = message.isAutomatic && message.direction == .incoming
        source = message.raw != nil && message.redacted == nil ? "/tickets/\(writer.ticket.number)\(below)/source" : nil
    }

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        var items: [HTML] = []
        if let accept {
            items.append(
                parts.form(accept, look: "line wrap", extra: " data-visit", """
                    <span>\(Icon.alert.small) \(words("ticketpage.unverified"))</span>\
                    \(parts.button(words("ticketpage.accept"), icon: .check))
                    """))
        }
        if isAutomatic { items.append(parts.badge(words("ticketpage.automatic"))) }
        if let mark { items.append(parts.badge(mark, icon: .info)) }
        items += [delivery?.view(parts) ?? .empty, files.view(parts)]
        items += notices.map { notice in "<span>\(notice)</span>" }
        if !why.isEmpty {
            let steps = why.map { step -> HTML in "<li>\(step)</li>" }
            items.append(parts.detail(words("ticketpage.whyHere"), "<ul class=\"stack\">\(steps)</ul>"))
        }
        if let source {
            let name = words("ticketpage.source")
            items.append("<a class=\"quiet\" href=\"\(source)\" target=\"_blank\" rel=\"noopener\">\(name)</a>")
        }
        return items.joined()
    }
}

/// How far a message of ours has come.
struct Delivery: Sendable {
    private let tone: Tone
    private let text: String
    /// The other side's words.
    private let detail: String?
    /// Where it is taken back.
    private let undo: String?
    private let mayArriveTwice: Bool

    init(_ parcel: Parcel, _ message: Message, _ writer: TalkWriter) {
        let words = writer.around.words, dates = writer.around.dates
        switch parcel.state {
        case .held: (tone, text) = (.plain, words("ticketpage.delivery.held", ["time": dates.clock(parcel.due)]))
        case .due where parcel.tries > 0: (tone, text) = (.warning, words("ticketpage.delivery.retry", ["time": dates.stamp(parcel.due)]))
        case .due, .sending: (tone, text) = (.plain, words("ticketpage.delivery.sending"))
        case .sent: (tone, text) = (.positive, words("ticketpage.delivery.sent"))
        case .failed: (tone, text) = (.danger, words("ticketpage.delivery.failed"))
        case .inDoubt: (tone, text) = (.warning, words("ticketpage.delivery.inDoubt"))
        case .withdrawn: (tone, text) = (.plain, words("ticketpage.delivery.withdrawn"))
        }
        detail = parcel.state == .sent ? nil : parcel.words.flatMap { $0.isEmpty ? nil : $0 }
        let isHeld = parcel.state == .held && parcel.due > dates.now && writer.rights.answers
        undo = isHeld ? writer.place.path(of: writer.ticket.number, "/messages/\(message.id)/withdrawal") : nil
        mayArriveTwice = message.twice
    }

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        let icon = tone == .positive ? Icon.check.small : Icon.clock.small
        let reason: HTML = detail.map { "<span class=\"quiet\">\($0)</span>" } ?? .empty
        let twice: HTML = mayArriveTwice ? parts.badge(words("ticketpage.delivery.twice"), .warning) : .empty
        let button: HTML = "<button class=\"act\" type=\"submit\">\(words("common.undo"))</button>"
        let back = undo.map { parts.form($0, extra: " data-visit", button) } ?? .empty
        let isBad = tone == .danger || tone == .warning
        let look: HTML = isBad ? parts.badge(text, tone, icon: .alert) : "<span class=\"line tight\">\(icon)\(text)</span>"
        return look + reason + twice + back
    }
}
