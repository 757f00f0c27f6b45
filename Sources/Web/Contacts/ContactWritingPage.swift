import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage

/// A new contact, or what describes one.
struct ContactWritingPage: DeskPage {
    let title: String
    /// `nil` for a new one.
    let id: ID<Contact>?
    let form: ContactForm
    let seen: Version?
    /// Who has the address or number already that was typed.
    let taken: (id: ID<Contact>, name: String)?
    /// What stands there now, after somebody else was faster.
    let now: Contact?
    let trouble: FormTrouble

    var current: String? { "/contacts" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    /// A new one.
    init(_ form: ContactForm, trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction) throws {
        title = around.words("contactpage.new")
        (id, seen, now) = (nil, nil, nil)
        self.form = form
        self.trouble = trouble
        taken = try trouble.isEmpty ? nil : Self.owner(of: form, around, tx)
    }

    /// Throws ``ContactError/notFound``.
    init(_ id: ID<Contact>, typed: ContactForm? = nil, trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction) throws {
        let contact = try ContactStore(tx, department: around.access.department).require(id)
        title = around.words("contactpage.editNamed", ["name": try around.shownName(of: contact, tx)])
        self.id = id
        form = typed ?? ContactForm(contact)
        // After a conflict the form goes on from what stands there now.
        seen = trouble.isConflict ? contact.version : form.seen ?? contact.version
        now = trouble.isConflict ? contact : nil
        taken = nil
        self.trouble = trouble
    }

    private static func owner(of form: ContactForm, _ around: Surroundings, _ tx: Transaction) throws -> (id: ID<Contact>, name: String)? {
        guard !form.value.isEmpty else { return nil }
        let owner = try ContactStore(tx, department: around.access.department).find(form.kind, form.value)
        return try owner.map { ($0.id, try around.shownName(of: $0, tx)) }
    }
}

extension Surroundings {
    /// The name, or the first way to somebody; a word for nobody any more.
    func shownName(of contact: Contact, _ tx: Transaction) throws -> String {
        if !contact.name.isEmpty { return contact.name }
        return try IdentityStore(tx, department: contact.department).of(contact.id).first?.value ?? words("contactpage.nameless")
    }
}

extension ContactWritingPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let fields = fields(parts)
        let content = parts.form(id.map { "/contacts/\($0)/edit" } ?? "/contacts", look: "form", """
            \(parts.trouble(trouble, fields))\(owner(parts))\(meanwhile(parts))\(seen.map { parts.seen($0) })\(fields.map { parts.field($0) })\
            <p class="line">\(parts.button(words("common.save"), .primary, key: "Ctrl+Enter", extra: " data-send"))\
            \(parts.link(words("common.cancel"), to: id.map { "/contacts/\($0)" } ?? "/contacts", .plain))</p>
            """)
        return "<header><h1>\(title)</h1></header>\(content)"
    }

    private func fields(_ parts: Parts) -> [Field] {
        let words = parts.words
        let name = form.nameField(words, trouble, required: false), language = form.languageField(words, trouble)
        guard id != nil else { return [name] + parts.wayFields(form.kind, form.value, trouble, required: false) + [language] }
        return [
            name, language,
            Field("vip", words("contactpage.vip"), .tick, value: form.isVIP ? "on" : ""),
            Field(
                "notes", words("contactpage.notes"), .area(rows: 6), value: form.notes, hint: words("contactpage.notesHint"),
                error: trouble.about("notes", words)),
        ]
    }

    private func owner(_ parts: Parts) -> HTML {
        guard let taken else { return .empty }
        return parts.callout(.accent, "<a href=\"/contacts/\(taken.id.text)\">\(parts.words("contactpage.openOwner", ["name": taken.name]))</a>")
    }

    private func meanwhile(_ parts: Parts) -> HTML {
        guard let now else { return .empty }
        let words = parts.words
        let all = [
            (words("common.name"), now.name), (words("common.language"), now.language?.name ?? words("contactpage.unknownLanguage")),
            (words("contactpage.vip"), words(now.isVIP ? "common.yes" : "common.no")), (words("contactpage.notes"), now.notes),
        ]
        let pairs = all.map { name, value -> HTML in "<dt class=\"quiet\">\(name)</dt><dd>\(PlainText.html(ofText: value))</dd>" }
        return parts.callout(.warning, "<p class=\"strong\">\(words("contactpage.standsNow"))</p><dl>\(pairs)</dl>")
    }
}
