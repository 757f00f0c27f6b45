import Accounts
import Contacts
import Languages
import Primitives
import Storage
import Tickets

/// One person: how they are reached, whom they belong to, what they asked, open tickets first.
struct ContactPage: DeskPage {
    /// A way to them.
    struct Way: Sendable {
        let identity: Identity
        let mayRemove: Bool
    }

    /// What they are to another, or another to them.
    struct Tie: Sendable {
        /// An end stands where the next day begins.
        static let moment = Duration.seconds(1)

        let id: ID<Relation>
        /// "assistant of", "has as an assistant".
        let words: String
        let other: ID<Contact>
        let name: String
        let ends: Instant?
        let hasEnded: Bool
    }

    private static let mostOpen = 20
    private static let mostEarlier = 10
    private static let mostTold = 10
    private static let mostAsked = 5

    let head: ContactHead
    let record: ContactRecord
    let tickets: ContactTicketList
    let timeline: PersonTimeline
    let questions: [Question]
    let ties: [Tie]
    /// Who was merged into them, and can be taken out again.
    let merged: [(id: ID<Contact>, name: String)]
    let form: WaysForm
    let trouble: FormTrouble
    /// As other departments know them.
    var elsewhere: [ContactElsewhere] = []

    var title: String { head.name }
    var current: String? { "/contacts" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    /// Throws ``ContactError/notFound``.
    init(_ id: ID<Contact>, typed form: WaysForm = WaysForm(), trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction) throws {
        let access = around.access
        let record = try ContactStore(tx, department: access.department).record(id, for: access)
        self.record = record
        head = ContactHead(record, around)
        tickets = try ContactTicketList(of: record.family, mostOpen: Self.mostOpen, mostEarlier: Self.mostEarlier, for: access, tx)
        timeline = try PersonTimeline(of: record.family, most: Self.mostTold, around, tx)
        questions = try PersonQuestionStore(tx, for: access).page(of: record.family, most: Self.mostAsked).rows
        let names = try NameStore(tx, department: access.department).contacts(record.others.values.map(\.id) + record.family)
        ties = record.relations.compactMap { Tie($0, record, names, around) }
        merged = record.family.filter { $0 != record.contact.id }.map {
            ($0, names[$0].flatMap { $0.isEmpty ? nil : $0 } ?? around.words("contactpage.nameless"))
        }
        self.form = form
        self.trouble = trouble
    }
}

extension ContactPage.Tie {
    fileprivate init?(_ relation: Relation, _ record: ContactRecord, _ names: [ID<Contact>: String], _ around: Surroundings) {
        let isOurs = record.family.contains(relation.contact)
        guard let other = record.others[isOurs ? relation.other : relation.contact] else { return nil }
        id = relation.id
        words = around.words("contactpage.relation.\(relation.kind.rawValue)" + (isOurs ? "" : ".back"))
        self.other = other.id
        name = names[other.id].flatMap { $0.isEmpty ? nil : $0 } ?? around.words("contactpage.nameless")
        ends = relation.ends
        hasEnded = relation.ends.map { $0 <= around.dates.now } ?? false
    }
}
