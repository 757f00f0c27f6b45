import Gate
import Primitives
import Tickets

/// What is to be made unreadable, as it was typed or chosen.
struct RedactForm: Sendable {
    var words = ""
    /// `message:4711`, `note:…`, `file:…`; empty for words.
    var object = ""
    /// What the preview showed.
    var confirmed = ""

    init(object: String = "") {
        self.object = object
    }

    init(_ form: Form) throws {
        object = try form.text("object", most: 40)
        words = try form.text("words", most: 500)
        confirmed = try form.text("confirmed", most: 600)
    }

    /// Stands in the form of a preview, so that only what was seen is done.
    var mark: String { object.isEmpty ? "words:\(words)" : object }
    var isConfirmed: Bool { !confirmed.isEmpty && confirmed == mark }

    /// Throws ``TicketError/wordNotFound`` when nothing was named, ``FormError`` for what is none of the choices.
    var redaction: Redaction {
        get throws {
            if object.isEmpty {
                guard !words.isEmpty else { throw TicketError.wordNotFound }
                return .words(words)
            }
            let parts = object.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let id = ID<Ticket>(parts[1]) else { throw FormError("object", "form.choice") }
            switch parts[0] {
            case "message": return .message(ID(id.rawValue))
            case "note": return .note(ID(id.rawValue))
            case "file": return .attachment(ID(id.rawValue))
            default: throw FormError("object", "form.choice")
            }
        }
    }
}
