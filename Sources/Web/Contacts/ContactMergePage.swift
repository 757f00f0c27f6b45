import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// Telling two contacts as one person: into whom, and what that does.
struct ContactMergePage: DeskPage {
    /// What will happen.
    struct Preview: Sendable {
        let into: ContactRowStore.Row
        let name: String
        let version: Version
        let ways: [String]
        let organisations: [String]
        let openTickets: Int
    }

    /// Open tickets are counted up to so many.
    private static let mostCounted = 100

    let head: ContactHead
    let typed: String
    let preview: Preview?
    /// Others of the same name.
    let candidates: [ContactRowStore.Row]
    let trouble: FormTrouble

    var title: String { head.name }
    var current: String? { "/contacts" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(parts.sheet(sheet(parts))) }

    /// - Parameters:
    ///   - other: into whom
    ///   - typed: the words that were to find them
    init(
        _ id: ID<Contact>, into other: ID<Contact>? = nil, typed: String = "", trouble: FormTrouble = .none, _ around: Surroundings,
        _ tx: Transaction
    ) throws {
        let access = around.access, contacts = ContactStore(tx, department: access.department)
        let record = try contacts.record(id, for: access), rows = ContactRowStore(tx, department: access.department)
        head = ContactHead(record, around)
        let same = record.contact.name.isEmpty ? [] : try contacts.suggest(record.contact.name, most: 7)
        candidates = try rows.rows(same.filter { $0.id != record.contact.id && $0.id != other })
        preview = try other.flatMap { other -> Preview? in
            let into = try contacts.current(other)
            guard into.id != record.contact.id, let row = try rows.rows([into]).first else { return nil }
            let open = try ContactTickets(tx, for: access).page(.open, of: record.family, most: Self.mostCounted)
            return Preview(
                into: row, name: row.name ?? around.words("contactpage.nameless"), version: into.version, ways: record.identities.map(\.value),
                organisations: record.organisations.map(\.name), openTickets: open.rows.count)
        }
        self.typed = preview?.name ?? typed
        self.trouble = trouble
    }
}

extension ContactMergePage {
    /// Without a preview it asks into whom; with one it says what will happen and does it.
    private func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let field = Field(
            "other", words("contactpage.mergeInto"), value: typed, hint: words("contactpage.mergeHint"), error: trouble.about("other", words),
            required: true, extra: " data-pick=\"/contacts.json?q=\" autocomplete=\"off\" maxlength=\"320\"\(preview == nil && trouble.isEmpty ? " autofocus data-focus" : HTML.empty)")
        let confirmed: HTML = preview.map { preview in
            parts.hidden("other-id", preview.into.contact.id.text) + parts.hidden("confirmed", preview.into.contact.id.text)
                + parts.hidden("other-seen", "\(preview.version.number)")
        } ?? .empty
        var sheet = Sheet(
            words("contactpage.mergeTitle", ["name": head.name]), action: "/contacts/\(head.id)/merge", back: "/contacts/\(head.id)",
            submit: words(preview == nil ? "contactpage.mergePreview" : "ticket.act.merge"), icon: preview == nil ? nil : .merge,
            content: "\(parts.defaultButton)\(parts.seen(head.version))\(confirmed)\(parts.trouble(trouble, [field]))\(parts.field(field))\(list(parts))")
        sheet.aside = preview.map { aside($0, parts) }
        return sheet
    }

    private func list(_ parts: Parts) -> HTML {
        guard !candidates.isEmpty else { return .empty }
        let rows = candidates.map { row -> HTML in
            let name = row.name ?? parts.words("contactpage.nameless")
            let hint = (row.ways.map(\.value) + [row.organisation].compactMap(\.self)).joined(separator: " · ")
            return """
                <li class="line">\(parts.button(name, name: "pick", value: row.contact.id.text, extra: " formnovalidate"))\
                <span class="small quiet cut">\(hint)</span></li>
                """
        }
        return "<div class=\"stack\"><h2 class=\"label\">\(parts.words("contactpage.sameName"))</h2><ul class=\"stack\">\(rows)</ul></div>"
    }

    private func aside(_ preview: Preview, _ parts: Parts) -> HTML {
        let words = parts.words
        var lines = [Parts.Consequence(.merge, words("contactpage.mergeBecomes", ["name": head.name, "other": preview.name]))]
        if !preview.ways.isEmpty {
            lines.append(.init(.mail, words("contactpage.mergeWays", ["ways": preview.ways.joined(separator: ", "), "other": preview.name])))
        }
        if !preview.organisations.isEmpty {
            lines.append(.init(.organisation, words("contactpage.mergeOrganisations", ["names": preview.organisations.joined(separator: ", ")])))
        }
        if preview.openTickets > 0 {
            lines.append(.init(.inbox, words.count("contactpage.mergeTickets", preview.openTickets, ["other": preview.name])))
        }
        if head.isVIP && !preview.into.contact.isVIP { lines.append(.init(.star, words("contactpage.mergeVIP", ["other": preview.name]))) }
        lines.append(.init(.undo, words("contactpage.mergeUndo")))
        let hint = (preview.into.ways.map(\.value) + [preview.into.organisation].compactMap(\.self)).joined(separator: " · ")
        return """
            <p class="small"><span class="medium">\(preview.name)</span><br><span class="quiet">\(hint)</span></p>\(parts.consequences(lines))
            """
    }
}
