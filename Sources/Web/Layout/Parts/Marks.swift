import Markup

/// The shape of a ticket's state. Names that admins give stand beside one of these.
package enum StateMark: String, Sendable, CaseIterable {
    case new, open, pending, hold, solved, closed, merged, spam
}

/// The picture of a way to us.
package enum ChannelMark: String, Sendable, CaseIterable {
    case email, form, chat, phone, x, facebook, whatsapp, telegram, sms, api

    package var icon: Icon {
        switch self {
        case .email: .mail
        case .form: .form
        case .chat: .chat
        case .phone: .phone
        case .x: .x
        case .facebook: .facebook
        case .whatsapp: .whatsapp
        case .telegram: .telegram
        case .sms: .sms
        case .api: .api
        }
    }
}

/// A meaning with its colour.
package enum Tone: String, Sendable, CaseIterable {
    case plain = "", accent, positive, warning, danger, note
}

/// How a due time stands: with time left, nearly out, past, or not running.
package enum DueMark: Sendable, Equatable {
    /// `left`: percent of the time that remains, 0 to 100.
    case running(left: Int)
    case soon(left: Int)
    case late
    case paused
}
