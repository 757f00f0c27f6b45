import Events

/// What is told of tickets. Released names never change. What changed the ticket's row carries its new `version`.
extension EventKind {
    package static let ticketOpened = EventKind("ticket.opened")
    /// `message`, `direction`, `channel`, `automatic`
    package static let ticketMessage = EventKind("ticket.message")
    /// Its place in lists changed with the message told beside it. `automatic`
    package static let ticketActive = EventKind("ticket.active")
    /// `message`: taken back before it left
    package static let ticketWithdrawn = EventKind("ticket.withdrawn")
    /// `note`
    package static let ticketNote = EventKind("ticket.note")
    /// `from`, `to`
    package static let ticketState = EventKind("ticket.state")
    package static let ticketPriority = EventKind("ticket.priority")
    package static let ticketKind = EventKind("ticket.kind")
    package static let ticketCategory = EventKind("ticket.category")
    package static let ticketQueue = EventKind("ticket.queue")
    package static let ticketAssigned = EventKind("ticket.assigned")
    /// `edit`: the row that keeps what stood there
    package static let ticketTags = EventKind("ticket.tags")
    /// `edit`
    package static let ticketSubject = EventKind("ticket.subject")
    package static let ticketAffected = EventKind("ticket.affected")
    package static let ticketRequester = EventKind("ticket.requester")
    package static let ticketComplaint = EventKind("ticket.complaint")
    package static let ticketConfidential = EventKind("ticket.confidential")
    /// `agent`, `what`: added, removed
    package static let ticketNamed = EventKind("ticket.named")
    /// `contact`, `role`, `what`: added, removed, accepted
    package static let ticketParticipant = EventKind("ticket.participant")
    /// `message`, `what`: accepted
    package static let ticketAccepted = EventKind("ticket.accepted")
    /// `escalation`, `from`, `to`
    package static let ticketEscalated = EventKind("ticket.escalated")
    package static let ticketSentBack = EventKind("ticket.sentBack")
    /// `fix`, `article`, `outcome`
    package static let ticketSolved = EventKind("ticket.solved")
    package static let ticketReopened = EventKind("ticket.reopened")
    /// `kind`, `other`, `what`: added, removed
    package static let ticketLinked = EventKind("ticket.linked")
    /// `survivor` or `loser`, `merge`
    package static let ticketMerged = EventKind("ticket.merged")
    package static let ticketUnmerged = EventKind("ticket.unmerged")
    /// `message`, the `other` ticket, `what`: to, from it
    package static let ticketSplit = EventKind("ticket.split")
    /// `to` another department; then `number`, which it has there
    package static let ticketHandedOver = EventKind("ticket.handedOver")
    /// `from` another department, with all that was said on it
    package static let ticketArrived = EventKind("ticket.arrived")
    /// `what`: words, message, note, file; `object`
    package static let ticketRedacted = EventKind("ticket.redacted")
    package static let ticketBinned = EventKind("ticket.binned")
    package static let ticketRestored = EventKind("ticket.restored")
    package static let ticketErased = EventKind("ticket.erased")
    /// `message`, `state`
    package static let ticketDelivery = EventKind("ticket.delivery")
}
