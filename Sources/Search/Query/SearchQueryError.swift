import Primitives

/// Why a query is refused. Plain words never are, but for their number.
package enum SearchQueryError: UserFacingError, Equatable {
    case tooLong(limit: Int)
    case tooManyTerms(limit: Int)
    case tooDeep(limit: Int)
    case unknownChoice(filter: String, value: String, known: [String])
    case notANumber(filter: String, value: String)
    case notATime(filter: String, value: String)
    case notAFlag(filter: String, value: String)

    package var notice: Notice {
        switch self {
        case .tooLong(let limit): Notice("search.tooLong", .limited, ["limit": String(limit)])
        case .tooManyTerms(let limit): Notice("search.tooManyTerms", .limited, ["limit": String(limit)])
        case .tooDeep(let limit): Notice("search.tooDeep", .limited, ["limit": String(limit)])
        case .unknownChoice(let filter, let value, let known):
            Notice("search.unknownChoice", .invalid, ["filter": filter, "value": value, "known": known.joined(separator: ", ")])
        case .notANumber(let filter, let value): Notice("search.notANumber", .invalid, ["filter": filter, "value": value])
        case .notATime(let filter, let value): Notice("search.notATime", .invalid, ["filter": filter, "value": value])
        case .notAFlag(let filter, let value): Notice("search.notAFlag", .invalid, ["filter": filter, "value": value])
        }
    }
}
