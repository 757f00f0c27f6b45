import Events

/// What is told of people and organisations: ids only, never a name or address. Released names never change.
extension EventKind {
    /// Each with `contact`.
    package static let contactCreated = EventKind("contact.created")
    /// `what`: the properties, parted by commas
    package static let contactEdited = EventKind("contact.edited")
    /// `identity`, `kind`, `what`: added, removed
    package static let contactIdentity = EventKind("contact.identity")
    /// `organisation`, `what`: added, removed, main
    package static let contactOrganisation = EventKind("contact.organisation")
    /// `relation`, `other`, `kind`, `what`: added, ended
    package static let contactRelation = EventKind("contact.relation")
    /// `merge`, `survivor`
    package static let contactMerged = EventKind("contact.merged")
    package static let contactUnmerged = EventKind("contact.unmerged")
    package static let contactErased = EventKind("contact.erased")
    package static let contactExported = EventKind("contact.exported")
    /// Each with `organisation`.
    package static let organisationCreated = EventKind("organisation.created")
    /// `what`
    package static let organisationEdited = EventKind("organisation.edited")
    /// `question`, `article`, `channel`, `outcome`
    package static let questionAsked = EventKind("question.asked")
    /// `question`, `what`: the properties, parted by commas
    package static let questionCorrected = EventKind("question.corrected")
    /// `question`
    package static let questionRetracted = EventKind("question.retracted")
    /// `question`; the ticket it became is the event's
    package static let questionPassedOn = EventKind("question.passedOn")
}
