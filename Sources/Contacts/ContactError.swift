import Primitives

/// Why a contact refuses a change.
package enum ContactError: UserFacingError, Equatable {
    case notFound
    case changedMeanwhile
    /// Someone else has that address or number.
    case identityTaken(String)
    case invalidAddress(String)
    case nameMissing
    /// No such value of that way.
    case invalidIdentity(String)
    case identityNotFound
    case organisationNotFound
    /// An organisation is not below itself.
    case organisationLoop
    case invalidDomain(String)
    /// Everybody has addresses there.
    case publicDomain(String)
    case domainTaken(String)
    case relatedToThemself
    case mergedIntoThemself
    case isMerged
    case notMerged
    /// Who answers here is the one that stays.
    case isAgent
    case isErased
    case textMissing
    case questionNotFound
    case questionChangedMeanwhile
    /// It became a ticket, which tells it.
    case questionIsTicket

    package var notice: Notice {
        switch self {
        case .notFound: Notice("contact.notFound", .missing)
        case .changedMeanwhile: Notice("contact.changedMeanwhile", .conflict)
        case .identityTaken(let value): Notice("contact.identityTaken", .refused, ["value": value])
        case .invalidAddress(let value): Notice("contact.invalidAddress", .invalid, ["value": value])
        case .nameMissing: Notice("contact.nameMissing", .invalid)
        case .invalidIdentity(let value): Notice("contact.invalidIdentity", .invalid, ["value": value])
        case .identityNotFound: Notice("contact.identityNotFound", .missing)
        case .organisationNotFound: Notice("contact.organisationNotFound", .missing)
        case .organisationLoop: Notice("contact.organisationLoop", .invalid)
        case .invalidDomain(let domain): Notice("contact.invalidDomain", .invalid, ["domain": domain])
        case .publicDomain(let domain): Notice("contact.publicDomain", .refused, ["domain": domain])
        case .domainTaken(let domain): Notice("contact.domainTaken", .refused, ["domain": domain])
        case .relatedToThemself: Notice("contact.relatedToThemself", .invalid)
        case .mergedIntoThemself: Notice("contact.mergedIntoThemself", .invalid)
        case .isMerged: Notice("contact.isMerged", .refused)
        case .notMerged: Notice("contact.notMerged", .refused)
        case .isAgent: Notice("contact.isAgent", .refused)
        case .isErased: Notice("contact.isErased", .refused)
        case .textMissing: Notice("question.textMissing", .invalid)
        case .questionNotFound: Notice("question.notFound", .missing)
        case .questionChangedMeanwhile: Notice("question.changedMeanwhile", .conflict)
        case .questionIsTicket: Notice("question.isTicket", .refused)
        }
    }
}
