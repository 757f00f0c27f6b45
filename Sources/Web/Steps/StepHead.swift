import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What is done to a ticket on a page of its own; the last part of its address.
enum Step: String, Sendable, CaseIterable {
    case escalate, solve, reopen, assign, merge, unmerge, links, redact, delete, restore, participants
    case sendBack = "send-back"
    case handOver = "hand-over"
}

/// The ticket a step is taken on, as the head of its page shows it.
struct StepHead: Sendable {
    let step: Step
    let number: TicketNumber
    let subject: String
    /// Who asks; their address where nobody told us a name.
    let requester: String
    /// What the form names as seen.
    let version: Version
    let title: String
    private let place: ListPlace

    init(_ step: Step, _ read: StepReading) throws {
        let ticket = read.ticket
        self.step = step
        place = read.place
        number = ticket.number
        subject = ticket.subject
        version = ticket.version
        requester = try NameStore(read.tx, department: ticket.department).contacts([ticket.requester])[ticket.requester] ?? ""
        title = read.around.words("steps.title.\(step.rawValue)", ["number": ticket.number.text])
    }

    /// Where the ticket is.
    var ticket: String { place.path(of: number) }
    /// Where the step's form is sent.
    var action: String { place.path(of: number, "/\(step.rawValue)") }
    /// `Running shoes · Ana Popescu`.
    var subtitle: String { requester.isEmpty ? subject : "\(subject) · \(requester)" }
}

/// What a step's page is decided from, in one look at the database.
struct StepReading {
    /// As it is now.
    let ticket: Ticket
    /// The list it was opened from.
    let place: ListPlace
    /// Why the form came back.
    let trouble: FormTrouble
    let around: Surroundings
    let tx: Transaction
}

/// The page of a step: a sheet by itself, a dialog where scripts run.
protocol StepPage: DeskPage {
    var head: StepHead { get }
    func sheet(_ parts: Parts) -> Sheet
}

extension StepPage {
    var title: String { head.title }
    var current: String? { nil }

    func view(_ parts: Parts) -> Frame.Kind { .plain(parts.sheet(sheet(parts))) }
}

extension Sheet {
    /// The sheet of a step, with nothing in it yet but what it is about.
    init(_ head: StepHead, submit: String, icon: Icon? = nil, _ content: HTML) {
        self.init(
            head.title, subtitle: head.subtitle, action: head.action, back: head.ticket, submit: submit, icon: icon, content: content)
    }
}
