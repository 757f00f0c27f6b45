import HTTPTypes
import Primitives

/// Why the door stays shut.
package enum GateError: UserFacingError, Equatable {
    /// There is nothing at that address.
    case notFound
    /// Nobody is signed in.
    case signInNeeded
    /// The agent works in no department.
    case noDepartment
    /// The form was not one of ours, or of another session.
    case expiredForm
    /// The request came from a page of someone else.
    case foreignForm
    /// More bytes than the limit, in words.
    case tooLarge(limit: String)
    /// Too many requests from there.
    case tooFast
    /// The body is not what its type says.
    case unreadable

    package var notice: Notice {
        switch self {
        case .notFound: Notice("gate.notFound", .missing)
        case .signInNeeded: Notice("gate.signInNeeded", .forbidden)
        case .noDepartment: Notice("gate.noDepartment", .forbidden)
        case .expiredForm: Notice("gate.expiredForm", .forbidden)
        case .foreignForm: Notice("gate.foreignForm", .forbidden)
        case .tooLarge(let limit): Notice("gate.tooLarge", .invalid, ["limit": limit])
        case .tooFast: Notice("gate.tooFast", .limited)
        case .unreadable: Notice("gate.unreadable", .invalid)
        }
    }

    /// Where the kind of the notice says too little.
    var status: HTTPResponse.Status? {
        switch self {
        case .signInNeeded: .unauthorized
        case .tooLarge: .contentTooLarge
        case .unreadable: .badRequest
        default: nil
        }
    }
}
