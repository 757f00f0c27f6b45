import Outbox

/// One part of the outbox.
enum OutboxShelf: String, Sendable, CaseIterable {
    case waiting, trouble, sent, withdrawn

    var states: [Parcel.State] {
        switch self {
        case .waiting: [.held, .due, .sending]
        case .trouble: [.failed, .inDoubt]
        case .sent: [.sent]
        case .withdrawn: [.withdrawn]
        }
    }
}
