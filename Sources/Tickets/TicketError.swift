import Primitives

/// Why a ticket refuses a change.
package enum TicketError: UserFacingError, Equatable {
    case notFound(TicketNumber)
    /// Also for tickets that the actor may not see.
    case unknown
    case queueNotFound
    case messageNotFound
    case attachmentNotFound
    /// Someone else was faster; what changed, as event kinds.
    case changedMeanwhile(TicketNumber, what: [String])
    case atTopTier(TicketNumber)
    case atFirstTier(TicketNumber)
    case reasonMissing
    case textMissing
    case subjectMissing
    case noRecipient
    case mergedIntoItself
    case handedToItself
    case isMerged(TicketNumber)
    case notMerged(TicketNumber)
    case isBinned(TicketNumber)
    case notBinned(TicketNumber)
    case linkedToItself
    case wordNotFound
    case solutionMissing
    case cannotReopen(TicketNumber)
    case linkExpired
    case suppressed(String)
    /// The agent does not work that queue, or the ticket concerns them.
    case cannotTake
    /// Not a state to choose, or not from where it stands.
    case stateNotChosen
    case categoryNotFound
    /// Deleted for good; the number is all that is left.
    case purged(TicketNumber)
    /// A message that cannot be told as a ticket of its own: the only one, or none of a customer's.
    case cannotSplit

    package var notice: Notice {
        switch self {
        case .notFound(let number): Notice("ticket.notFound", .missing, ["number": number.text])
        case .unknown: Notice("ticket.unknown", .missing)
        case .queueNotFound: Notice("ticket.queueNotFound", .missing)
        case .messageNotFound: Notice("ticket.messageNotFound", .missing)
        case .attachmentNotFound: Notice("ticket.attachmentNotFound", .missing)
        case .changedMeanwhile(let number, let what):
            Notice("ticket.changedMeanwhile", .conflict, ["number": number.text, "what": what.joined(separator: " ")])
        case .atTopTier(let number): Notice("ticket.atTopTier", .refused, ["number": number.text])
        case .atFirstTier(let number): Notice("ticket.atFirstTier", .refused, ["number": number.text])
        case .reasonMissing: Notice("ticket.reasonMissing", .invalid)
        case .textMissing: Notice("ticket.textMissing", .invalid)
        case .subjectMissing: Notice("ticket.subjectMissing", .invalid)
        case .noRecipient: Notice("ticket.noRecipient", .invalid)
        case .handedToItself: Notice("ticket.handedToItself", .invalid)
        case .mergedIntoItself: Notice("ticket.mergedIntoItself", .invalid)
        case .isMerged(let number): Notice("ticket.isMerged", .refused, ["number": number.text])
        case .notMerged(let number): Notice("ticket.notMerged", .refused, ["number": number.text])
        case .isBinned(let number): Notice("ticket.isBinned", .refused, ["number": number.text])
        case .notBinned(let number): Notice("ticket.notBinned", .refused, ["number": number.text])
        case .linkedToItself: Notice("ticket.linkedToItself", .invalid)
        case .wordNotFound: Notice("ticket.wordNotFound", .invalid)
        case .solutionMissing: Notice("ticket.solutionMissing", .invalid)
        case .cannotReopen(let number): Notice("ticket.cannotReopen", .refused, ["number": number.text])
        case .linkExpired: Notice("ticket.linkExpired", .forbidden)
        case .suppressed(let address): Notice("ticket.suppressed", .refused, ["address": address])
        case .cannotTake: Notice("ticket.cannotTake", .refused)
        case .stateNotChosen: Notice("ticket.stateNotChosen", .invalid)
        case .categoryNotFound: Notice("ticket.categoryNotFound", .invalid)
        case .purged(let number): Notice("ticket.purged", .missing, ["number": number.text])
        case .cannotSplit: Notice("ticket.cannotSplit", .refused)
        }
    }
}
