import Markup

/// A picture of 16 px from `Public/icons.svg`, drawn with one line in the colour of the text around it.
package enum Icon: String, Sendable, CaseIterable {
    case alert, api, arrowLeft, arrowRight, bell, book, box, bulb, chart, chat, check, chevronDown
    case chevronRight, chevronUp, clip, clock, close, done, dots, download, drawer, eye, facebook, filter
    case flag, form, forward, gear, globe, help, inbox, info, keyboard, link, lock, log, macro, mail, merge
    case organisation, pen, phone, plus, print, reply, search, send, shield, signOut, sms, sort, stairs, star
    case tag, telegram, trash, undo, user, users, whatsapp, x

    /// Hidden from screen readers: the word beside it, or the name of its button, says what it means.
    package var html: HTML { Self.written[self] ?? .empty }

    /// The same in 14 px, for chips and small lines.
    package var small: HTML { Self.writtenSmall[self] ?? .empty }

    /// The same in 20 px.
    package var large: HTML { Self.writtenLarge[self] ?? .empty }

    private static let written = all("icon")
    private static let writtenSmall = all("icon s")
    private static let writtenLarge = all("icon l")

    private static func all(_ look: String) -> [Icon: HTML] {
        let sheet = PublicFiles.shared.url("icons.svg")
        return Dictionary(uniqueKeysWithValues: allCases.map { icon in
            (icon, "<svg class=\"\(look)\" aria-hidden=\"true\"><use href=\"\(sheet)#\(icon.rawValue)\"/></svg>")
        })
    }
}
