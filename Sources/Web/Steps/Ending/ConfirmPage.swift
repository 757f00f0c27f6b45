import Primitives
import Storage
import Tickets

/// A step that asks nothing but "really?": it says what will happen.
struct ConfirmPage: StepPage {
    let head: StepHead
    /// What will happen, as keys under `steps.confirm`.
    let lines: [Line]
    let trouble: FormTrouble

    struct Line: Sendable {
        let icon: Icon
        let key: String
        var values: [String: String] = [:]
    }

    init(_ step: Step, _ read: StepReading) throws {
        head = try StepHead(step, read)
        lines = try Self.lines(step, read.ticket, read.tx)
        trouble = read.trouble
    }

    private static func lines(_ step: Step, _ ticket: Ticket, _ tx: Transaction) throws -> [Line] {
        let number = ["number": ticket.number.text]
        switch step {
        case .reopen:
            return [Line(icon: .undo, key: "reopen.opens", values: number), Line(icon: .mail, key: "reopen.noMail")]
        case .delete:
            return [
                Line(icon: .trash, key: "delete.bin", values: number.merging(["count": "\(Desk.binDays)"]) { $1 }),
                Line(icon: .search, key: "delete.search"), Line(icon: .mail, key: "delete.answers"),
            ]
        case .restore:
            return [Line(icon: .inbox, key: "restore.back", values: number), Line(icon: .search, key: "restore.search")]
        case .unmerge:
            let survivor = try MergeStore(tx, department: ticket.department).last(of: ticket.id)
                .flatMap { try TicketStore(tx, department: ticket.department).find($0.survivor) }
            return [
                Line(icon: .undo, key: "unmerge.own", values: number.merging(["other": survivor?.number.text ?? ""]) { $1 }),
                Line(icon: .chat, key: "unmerge.messages"), Line(icon: .mail, key: "unmerge.answers", values: number),
            ]
        default: return []
        }
    }
}
