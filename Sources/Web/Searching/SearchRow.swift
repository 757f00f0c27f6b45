import Contacts
import Knowledge
import Primitives
import Search
import Tickets

extension SearchPage.Row {
    init(_ hit: SearchHit, names: [ID<Contact>: String]) {
        title = hit.title
        excerpt = hit.excerpt
        ticket = hit.ticket
        switch hit.found {
        case .ticket(let ticket):
            (kind, path, at) = (.ticket, "/tickets/\(ticket.number)", ticket.active)
            who = names[ticket.requester] ?? ""
            place = hit.place == .note || hit.place == .message ? hit.place : nil
        case .article(let article, _):
            (kind, path, at, who, place) = (.article, "/knowledge/\(article.id)", article.changed, "", nil)
        case .question(let question):
            (kind, path, at, who, place) = (.question, "/questions/\(question.id)", question.at, "", nil)
        }
    }
}
