import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// One organisation: where it stands, its people, what they asked.
struct OrganisationPage: DeskPage {
    private static let mostPeople = 50
    private static let mostTickets = 20
    private static let mostBelow = 100

    let organisation: Organisation
    /// From the top down to the one above it.
    let above: [Organisation]
    let below: [Organisation]
    let people: [ContactRowStore.Row]
    let morePeople: String?
    let tickets: [Ticket]
    let moreTickets: String?
    let mayEdit: Bool

    var title: String { organisation.name }
    var current: String? { "/contacts" }

    /// - Parameters:
    ///   - person: behind whom the people begin
    ///   - ticket: behind which the tickets begin
    init(_ id: ID<Organisation>, people person: ID<Contact>?, tickets ticket: ID<Ticket>?, _ around: Surroundings, _ tx: Transaction) throws {
        let access = around.access, store = OrganisationStore(tx, department: access.department)
        try access.demand(.see, .contact, reach: .team)
        organisation = try store.require(id)
        above = try Array(store.path(of: id).dropLast())
        below = try store.below(id, most: Self.mostBelow)
        let found = try store.people(of: id, after: person, most: Self.mostPeople + 1)
        people = try ContactRowStore(tx, department: access.department).rows(Array(found.prefix(Self.mostPeople)))
        morePeople = found.count > Self.mostPeople ? people.last.map { "/organisations/\(id)?people=\($0.contact.id)#people" } : nil
        let page = try OrganisationTicketStore(tx, for: access).page(of: id, before: ticket, most: Self.mostTickets)
        tickets = page.rows
        moreTickets = page.next.map { "/organisations/\(id)?tickets=\($0)#tickets" }
        mayEdit = access.reach(.answer, .contact) >= .team
    }

    func view(_ parts: Parts) -> Frame.Kind {
        .plain("""
            \(head(parts))<div class="record"><div>\(asked(parts))\(members(parts))</div>\
            <div class="beside">\(facts(parts))\(tree(parts))\(notes(parts))</div></div>
            """)
    }

    private func head(_ parts: Parts) -> HTML {
        let words = parts.words
        let steps = above.map { one -> HTML in "<a href=\"/organisations/\(one.id.text)\">\(one.name)</a>\(Icon.chevronRight.small)" }
        let edit: HTML = mayEdit
            ? "<span class=\"end\">\(parts.link(words("common.edit"), to: "/organisations/\(organisation.id)/edit", .primary, icon: .pen, key: "e"))</span>"
            : .empty
        return """
            <header>\(above.isEmpty ? .empty : "<p class=\"line wrap tight small\">\(steps)</p>")\
            <div class="line wrap">\(Icon.organisation.large)<h1>\(title)</h1>\(edit)</div></header>
            """
    }

    private func asked(_ parts: Parts) -> HTML {
        let words = parts.words
        let list: HTML = tickets.isEmpty
            ? "<p class=\"quiet\">\(words("contactpage.organisationAskedNothing"))</p>"
            : "<div class=\"rows\" data-keys-list>\(tickets.map { parts.row(TicketRow($0)) })</div>"
        return "<div id=\"tickets\">\(parts.section(words("contactpage.place.tickets"), list + more(moreTickets, parts)))</div>"
    }

    private func members(_ parts: Parts) -> HTML {
        let words = parts.words
        let list: HTML = people.isEmpty
            ? "<p class=\"quiet\">\(words("contactpage.noPeople"))</p>" : "<div class=\"rows\" data-keys-list>\(people.map { parts.person($0) })</div>"
        return "<div id=\"people\">\(parts.section(words("contactpage.people"), list + more(morePeople, parts)))</div>"
    }

    /// Two lists stand on the page, so that the next rows are a page of their own.
    private func more(_ address: String?, _ parts: Parts) -> HTML {
        guard let address else { return .empty }
        return "<p><a class=\"btn\" href=\"\(address)\" rel=\"next\">\(parts.words("common.showMore"))</a></p>"
    }

    private func facts(_ parts: Parts) -> HTML {
        let words = parts.words
        var lines: [(String, String)] = []
        if let number = organisation.customerNumber { lines.append((words("contactpage.customerNumber"), number)) }
        if !organisation.domains.isEmpty { lines.append((words("contactpage.domains"), organisation.domains.joined(separator: ", "))) }
        lines.append((words("contactpage.shares"), words(organisation.sharesTickets ? "common.yes" : "common.no")))
        let rows = lines.map { line -> HTML in "<li class=\"line wrap\"><span class=\"quiet\">\(line.0)</span><span class=\"end\">\(line.1)</span></li>" }
        return parts.section(words("ticketpage.details"), "<ul class=\"stack small\">\(rows)</ul>")
    }

    private func tree(_ parts: Parts) -> HTML {
        if below.isEmpty { return .empty }
        let rows = below.map { one -> HTML in "<li class=\"line\">\(Icon.organisation.html)<a href=\"/organisations/\(one.id.text)\">\(one.name)</a></li>" }
        return parts.section(parts.words("contactpage.below"), "<ul class=\"stack\">\(rows)</ul>")
    }

    private func notes(_ parts: Parts) -> HTML {
        if organisation.notes.isEmpty { return .empty }
        return parts.section(parts.words("contactpage.notes"), parts.callout(.note, PlainText.html(ofText: organisation.notes)))
    }
}
