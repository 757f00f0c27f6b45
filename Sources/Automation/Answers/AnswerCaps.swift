import Events
import Primitives
import Storage

/// How many automatic answers go where, so that two desks or a flood of forms fall silent by themselves.
package struct AnswerCaps: Sendable {
    package var perTicket = 3
    /// To an address for one ticket, in a day.
    package var perAddressAndTicket = 1
    /// To an address whose own sender check passed, in a day.
    package var perProvenAddress = 10
    package var perAddress = 1
    /// Of a whole department, in an hour.
    package var perHour = 1000

    package init() {}

    enum Refusal: String, Sendable {
        case address, ticket, hour
    }

    /// Why no answer may go out; `nil` when one may.
    func refusal(of request: AnswerRequest, _ tx: Transaction) throws -> Refusal? {
        let store = AnswerStore(tx, department: request.department)
        let day = request.at - .days(1)
        let most = request.isProven ? perProvenAddress : perAddress
        if try store.count(to: request.mailbox, since: day, most: most) >= most { return .address }
        if try store.count(to: request.mailbox, on: request.ticket, since: day, most: perAddressAndTicket) >= perAddressAndTicket {
            return .ticket
        }
        if try store.count(on: request.ticket, most: perTicket) >= perTicket { return .ticket }
        return try store.count(since: request.at - .hours(1), most: perHour) >= perHour ? .hour : nil
    }
}

/// An automatic answer that is about to be given.
struct AnswerRequest: Sendable {
    let department: ID<Department>
    let ticket: Int64
    /// One form of all addresses of a mailbox.
    let mailbox: String
    /// A trusted server says that the mail really is its owner's.
    let isProven: Bool
    let at: Instant

    init(department: ID<Department>, ticket: Int64, address: String, isProven: Bool, at: Instant) {
        self.department = department
        self.ticket = ticket
        mailbox = Self.mailbox(of: address)
        self.isProven = isProven
        self.at = at
    }

    /// `Ana.Pop+17@Gmail.com` and `anapop@gmail.com` are one mailbox: whoever floods a victim writes their address in many ways.
    static func mailbox(of address: String) -> String {
        let address = address.trimmed.lowercased()
        var name = address.prefix { $0 != "@" && $0 != "+" }
        if name.isEmpty { name = address.prefix { $0 != "@" } }
        let domain = address.drop { $0 != "@" }.dropFirst()
        guard domain == "gmail.com" || domain == "googlemail.com" else { return "\(name)@\(domain)" }
        return "\(name.filter { $0 != "." })@gmail.com"
    }
}

extension EventKind {
    /// `most`: so many automatic answers went out within an hour that no more do, once an hour
    package static let answersHalted = EventKind("answers.halted")
}
