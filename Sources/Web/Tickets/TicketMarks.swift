import Contacts
import Primitives
import Tickets

extension StateMark {
    init(_ state: State) {
        switch state {
        case .new: self = .new
        case .open: self = .open
        case .pending: self = .pending
        case .onHold: self = .hold
        case .solved: self = .solved
        case .closed: self = .closed
        case .merged: self = .merged
        case .spam: self = .spam
        }
    }
}

extension ChannelMark {
    init(_ channel: ChannelName) {
        switch channel {
        case .email: self = .email
        case .form, .counter, .paper: self = .form
        case .phone: self = .phone
        case .chat: self = .chat
        case .x: self = .x
        case .facebook: self = .facebook
        case .whatsapp: self = .whatsapp
        case .telegram: self = .telegram
        case .sms: self = .sms
        case .api: self = .api
        }
    }

    init(_ kind: Identity.Kind) {
        switch kind {
        case .email: self = .email
        case .phone: self = .phone
        case .x: self = .x
        case .facebook: self = .facebook
        case .whatsapp: self = .whatsapp
        case .telegram: self = .telegram
        case .chat: self = .chat
        }
    }
}
