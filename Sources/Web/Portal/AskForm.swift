import Contacts
import Gate
import Languages
import Primitives

/// What a customer writes on the first page.
struct AskForm: Sendable {
    var text = ""
    var subject = ""
    var email = ""
    var name = ""
    /// Named in the form, and lost when it comes back: browsers do not keep them.
    var hadFiles = false
    private(set) var troubles: [String: Notice] = [:]

    init() {}

    /// - Parameter isKnown: whoever is signed in needs not say who they are
    init(_ form: Form, isKnown: Bool) {
        text = read("text", form) { () throws(FormError) in try form.lines("text", most: 50_000) }
        subject = read("subject", form) { () throws(FormError) in try form.text("subject", most: 250) }
        hadFiles = form.hasFiles("file")
        _ = read("file", form) { () throws(FormError) in try form.files("file").isEmpty ? "" : "file" }
        if !isKnown {
            email = read("email", form) { () throws(FormError) in try form.text("email", most: 320) }
            name = read("name", form) { () throws(FormError) in try form.text("name", most: 120) }
            if troubles["email"] == nil, PersonFinder.way(email)?.kind != .email {
                troubles["email"] = Notice(email.isEmpty ? "portal.emailMissing" : "form.email", .invalid)
            }
        }
        if troubles["text"] == nil, text.trimmed.isEmpty { troubles["text"] = Notice("portal.textMissing", .invalid) }
    }

    private mutating func read(_ field: String, _ form: Form, _ value: () throws(FormError) -> String) -> String {
        do {
            return try value()
        } catch {
            troubles[field] = error.notice
            return form.typed(field)
        }
    }

    var isFine: Bool { troubles.isEmpty }

    /// The same before it is sent: nothing is missing yet.
    var unjudged: AskForm {
        var form = self
        form.troubles = [:]
        return form
    }

    func error(_ field: String, _ words: Words) -> String? { troubles[field].map { words($0) } }
}
