import Primitives

/// Why a desk does not move.
package enum MoveError: UserFacingError, Equatable {
    /// The database it is in already.
    case samePlace(String)
    /// There is a desk already, or something else.
    case targetTaken(String)
    /// One of the two has begun a move with another.
    case otherMove(String)
    /// Another process moves this desk.
    case underWay
    /// The copy is not what the desk holds.
    case differs(table: String)
    /// Others write so much that the copy does not catch up, or hold up its last step.
    case tooBusy
    /// There is no move to stop.
    case notMoving

    package var notice: Notice {
        switch self {
        case .samePlace(let place): Notice("move.samePlace", .invalid, ["place": place])
        case .targetTaken(let place): Notice("move.targetTaken", .refused, ["place": place])
        case .otherMove(let place): Notice("move.otherMove", .refused, ["place": place])
        case .underWay: Notice("move.underWay", .refused)
        case .differs(let table): Notice("move.differs", .refused, ["table": table])
        case .tooBusy: Notice("move.tooBusy", .limited)
        case .notMoving: Notice("move.notMoving", .missing)
        }
    }
}
