import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What describes a ticket, all in one form.
struct PropertiesPage: DeskPage {
    let number: TicketNumber
    let title: String
    private let place: ListPlace
    private let form: PropertiesForm
    private let fields: [Field]
    private let trouble: FormTrouble
    private let version: Version

    /// - Parameter trouble: why what was typed came back
    init(
        _ ticket: Ticket, _ place: ListPlace, _ form: PropertiesForm, trouble: FormTrouble = .none, _ around: Surroundings,
        _ tx: Transaction
    ) throws {
        number = ticket.number
        version = ticket.version
        title = around.words("ticketpage.propertiesOf", ["number": ticket.number.text])
        self.place = place
        self.form = form
        self.trouble = trouble
        let names = try NameStore(tx, department: ticket.department).contacts([form.requester?.id, form.affected?.id].compactMap(\.self))
        let categories = try CategoryStore(tx, department: ticket.department).choices()
        fields = FieldWriter(words: around.words, form: form, trouble: trouble, names: names)
            .fields(ticket, categories, queues: around.queues)
    }

    var current: String? { nil }

    func view(_ parts: Parts) -> Frame.Kind {
        let people = [("requester", form.requester), ("affected", form.affected)].map { name, person -> HTML in
            person?.id.map { parts.hidden("\(name)-id", $0.text) } ?? .empty
        }
        let content: HTML = """
            \(parts.trouble(trouble, fields))\(parts.hidden("seen", "\((form.seen ?? version).number)"))\(parts.hidden("confidential-there", "1"))\
            \(people)\(fields.map { parts.field($0) })
            """
        return .plain(
            parts.sheet(
                Sheet(
                    title, action: place.path(of: number, "/properties"), back: place.path(of: number), submit: parts.words("common.save"),
                    content: content)))
    }
}

private struct FieldWriter {
    let words: Words
    let form: PropertiesForm
    let trouble: FormTrouble
    let names: [ID<Contact>: String]

    func fields(_ ticket: Ticket, _ categories: [Tickets.Category], queues: [Queue]) -> [Field] {
        let none = Field.Choice("", words("common.none"))
        let kinds = TicketKind.allCases.map { Field.Choice($0.rawValue, words("ticket.kind.\($0.rawValue)")) }
        let priorities = Priority.allCases.map { Field.Choice($0.name, words("ticket.priority.\($0.name)")) }
        let places = queues.map { Field.Choice($0.id.text, $0.name) }
        var fields = [
            field("subject", words("common.subject"), .text, form.subject ?? ticket.subject, required: true),
            field("kind", words("ticketpage.kind"), .choices(kinds), (form.kind ?? ticket.kind).rawValue, required: true),
            field("priority", words("ticketpage.priority"), .choices(priorities), (form.priority ?? ticket.priority).name, required: true),
            field("queue", words("ticketpage.queue"), .choices(places), (form.queue ?? ticket.queue).text, required: true),
        ]
        if !categories.isEmpty {
            let choices = [none] + categories.map { Field.Choice($0.id.text, $0.name) }
            fields.append(field("category", words("ticketpage.category"), .choices(choices), form.category ?? ""))
        }
        fields.append(field("tags", words("ticketpage.tags"), .text, form.tags ?? "", hint: words("ticketpage.tagsHint")))
        fields.append(person("requester", words("ticketpage.requester"), form.requester, required: true))
        fields.append(person("affected", words("ticketpage.affected"), form.affected))
        fields.append(field("confidential", words("ticketpage.confidentialTick"), .tick, form.isConfidential == true ? "on" : ""))
        return fields
    }

    private func field(
        _ name: String, _ label: String, _ kind: Field.Kind, _ value: String, hint: String? = nil, required: Bool = false
    ) -> Field {
        Field(name, label, kind, value: value, hint: hint, error: trouble.about(name, words), required: required)
    }

    private func person(_ name: String, _ label: String, _ person: PropertiesForm.PersonField?, required: Bool = false) -> Field {
        let shown = person.flatMap { $0.id.flatMap { names[$0] } ?? ($0.typed.isEmpty ? nil : $0.typed) } ?? ""
        return Field(
            name, label, .text, value: shown, error: trouble.about(name, words), required: required, autocomplete: "off",
            extra: " data-pick=\"/contacts.json?q=\" maxlength=\"320\"")
    }
}
