import Channels
import Customisation
import Foundation
import Primitives
import Storage
import Tickets

/// One object a line.
enum JSONLine {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Stands in a line as `null` where there is none, so that scripts find every name.
@propertyWrapper
struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
    var wrappedValue: Value?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}

/// The lines of `amparo mail log`.
struct MailLogLines: Sendable {
    struct Line: Encodable, Sendable {
        let rawSha256: String
        let channel: String
        let receivedAt: String
        @OrNull var messageId: String?
        let times: Int
        let outcome: String
        /// Where it is told: a merged ticket's survivor.
        @OrNull var ticket: String?
        let why: [String]
    }

    private let house: House

    init(_ house: House) {
        self.house = house
    }

    /// Oldest first, as they are at one moment.
    func each(_ body: (Line) throws -> Void) async throws {
        try await house.eachDepartment { department, rooms in
            try await rooms.db.survey { (tx: Transaction, give: ([Line]) throws -> Void) in
                var last: ID<RawMail>?
                repeat {
                    let mails = try ArchiveStore(tx).oldest(department: department.id, after: last, most: 500)
                    try give(try lines(mails, department.id, tx))
                    last = mails.last?.id
                } while last != nil
            } take: { lines in for line in lines { try body(line) } }
        }
    }

    private func lines(_ mails: [RawMail], _ department: ID<Department>, _ tx: Transaction) throws -> [Line] {
        let tickets = try TicketStore(tx, department: department).find(Array(Set(mails.compactMap(\.ticket))))
        let merges = MergeStore(tx, department: department)
        let numbers = Dictionary(uniqueKeysWithValues: try tickets.map { ($0.id, try merges.survivor(of: $0).number.text) })
        return mails.map { mail in Line(mail, number: mail.ticket.flatMap { numbers[$0] }) }
    }
}

extension MailLogLines.Line {
    fileprivate init(_ mail: RawMail, number: String?) {
        rawSha256 = mail.hash.map { String(format: "%02x", $0) }.joined()
        channel = mail.door.rawValue
        receivedAt = mail.received.text
        messageId = mail.messageID
        times = mail.times
        outcome = mail.outcome.rawValue
        ticket = number
        why = mail.why.map { Terminal.words($0) } + (mail.words.map { [$0] } ?? [])
    }
}
