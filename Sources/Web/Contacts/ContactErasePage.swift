import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// Forgetting a person for good. Nothing happens before their name was written.
struct ContactErasePage: DeskPage {
    let head: ContactHead
    let typed: String
    let ways: Int
    let trouble: FormTrouble

    var title: String { head.name }
    var current: String? { "/contacts" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(parts.sheet(sheet(parts))) }

    init(_ id: ID<Contact>, typed: String = "", trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction) throws {
        try around.access.demand(.remove, .contact, reach: .department)
        let record = try ContactStore(tx, department: around.access.department).record(id, for: around.access)
        head = ContactHead(record, around)
        ways = record.identities.count
        self.typed = typed
        self.trouble = trouble
    }

    private func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let field = Field(
            "name", words("contactpage.eraseType", ["name": head.name]), value: typed, error: trouble.about("name", words), required: true,
            autocomplete: "off", extra: " maxlength=\"320\"\(trouble.isEmpty ? " autofocus data-focus" : HTML.empty)")
        var sheet = Sheet(
            words("contactpage.eraseTitle", ["name": head.name]), action: "/contacts/\(head.id)/erase", back: "/contacts/\(head.id)",
            submit: words("contactpage.eraseSubmit"), icon: .trash,
            content: """
                \(parts.trouble(trouble, [field]))\(parts.callout(.danger, "<p>\(words("contactpage.eraseForGood"))</p>"))\(parts.field(field))
                """)
        sheet.look = .danger
        sheet.aside = parts.consequences([
            .init(.user, words.count("contactpage.eraseWays", ways)), .init(.inbox, words("contactpage.eraseTickets")),
            .init(.search, words("contactpage.eraseSearch")), .init(.download, words("contactpage.eraseExport")),
        ])
        return sheet
    }
}
