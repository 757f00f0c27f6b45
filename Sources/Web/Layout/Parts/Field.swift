import Markup

/// One question of a form.
package struct Field: Sendable {
    package enum Kind: Sendable {
        case text, email, password, search, number, date, file
        case area(rows: Int)
        case choices([Choice])
        /// A box to tick; its value is `on`.
        case tick
        /// One of a few, all in sight.
        case radios([Choice])
    }

    package struct Choice: Sendable {
        package let value: String, text: String, hint: String?
        package init(_ value: String, _ text: String, hint: String? = nil) {
            self.value = value
            self.text = text
            self.hint = hint
        }
    }

    /// The name under which its value is sent, and the stem of its ids.
    package var name: String
    package var label: String
    package var kind: Kind
    package var value: String
    package var hint: String?
    package var error: String?
    package var required: Bool
    package var placeholder: String?
    /// What browsers may fill in (HTML `autocomplete`): `email`, `username`, `off`.
    package var autocomplete: String?
    /// More attributes of the control, with a space before: `" data-pick=\"/contacts.json?q=\""`.
    package var extra: HTML

    package init(
        _ name: String, _ label: String, _ kind: Kind = .text, value: String = "", hint: String? = nil, error: String? = nil,
        required: Bool = false, placeholder: String? = nil, autocomplete: String? = nil, extra: HTML = .empty
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.value = value
        self.hint = hint
        self.error = error
        self.required = required
        self.placeholder = placeholder
        self.autocomplete = autocomplete
        self.extra = extra
    }

    /// Whether one of its choices is sent as nothing: an answer like the others, though browsers take it for none.
    var hasEmptyChoice: Bool {
        if case .choices(let choices) = kind { choices.contains { $0.value.isEmpty } } else { false }
    }

    /// The id of its control: `f-` and the name.
    package var id: String { "f-\(name)" }
}
