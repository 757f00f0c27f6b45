import Contacts
import Primitives
import Storage
import Tickets

/// Who stands on a ticket beside its requester, and who waits to be let in.
struct ParticipantsPage: StepPage {
    struct Line: Sendable {
        let contact: ID<Contact>
        let name: String
        /// Their first address; empty where they have none.
        let address: String
        let role: Participant.Role
        let isAccepted: Bool
    }

    let head: StepHead
    /// Waiting ones first.
    let lines: [Line]
    let form: ParticipantForm
    /// Contacts that the typed words could mean.
    let choices: [PersonFinder.Choice]
    let trouble: FormTrouble

    init(_ read: StepReading, _ form: ParticipantForm = ParticipantForm(), choices: [PersonFinder.Choice] = []) throws {
        let (ticket, tx) = (read.ticket, read.tx)
        head = try StepHead(.participants, read)
        let participants = try ParticipantStore(tx, department: ticket.department).of(ticket.id)
        let names = try NameStore(tx, department: ticket.department).contacts(participants.map(\.contact))
        let identities = IdentityStore(tx, department: ticket.department)
        let lines = try participants.map { participant in
            Line(
                contact: participant.contact, name: names[participant.contact] ?? "",
                address: try identities.of(participant.contact).first { $0.kind == .email }?.value ?? "", role: participant.role,
                isAccepted: participant.isAccepted)
        }
        self.lines = lines.filter { !$0.isAccepted } + lines.filter(\.isAccepted)
        self.form = form
        self.choices = choices
        trouble = read.trouble
    }
}
