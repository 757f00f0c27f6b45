import Primitives

/// One place where settings are set.
package enum SettingScope: Hashable, Sendable {
    case department(ID<Department>)
    /// A queue of a department, in the numbering of Tickets.
    case queue(ID<Department>, Int64)
    /// An agent, whatever department they work in.
    case person(Int64)

    package var place: SettingPlace {
        switch self {
        case .department: .department
        case .queue: .queue
        case .person: .person
        }
    }

    /// 0 for a person.
    var department: Int64 {
        switch self {
        case .department(let id), .queue(let id, _): id.rawValue
        case .person: 0
        }
    }

    var object: Int64 {
        switch self {
        case .department(let id): id.rawValue
        case .queue(_, let id), .person(let id): id
        }
    }

    init(place: SettingPlace, department: Int64, object: Int64) {
        switch place {
        case .department: self = .department(ID(object))
        case .queue: self = .queue(ID(department), object)
        case .person: self = .person(object)
        }
    }
}
