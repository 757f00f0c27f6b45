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

    /// Oldest first, read in pages.
    func each(_ body: (Line) throws -> Void) async throws {
        let departments = try await house.db.read { tx in try DepartmentStore(tx).all() }
        for department in departments {
            var after: ID<RawMail>?
            while true {
                let key = after
                let page = try await house.db.read { tx in
                    let mails = try ArchiveStore(tx).oldest(department: department.id, after: key, most: 500)
                    let tickets = try TicketStore(tx, department: department.id).find(Array(Set(mails.compactMap(\.ticket))))
                    let merges = MergeStore(tx, department: department.id)
                    return (mails, Dictionary(uniqueKeysWithValues: try tickets.map { ($0.id, try merges.survivor(of: $0).number.text) }))
                }
                for mail in page.0 { try body(Line(mail, number: mail.ticket.flatMap { page.1[$0] })) }
                guard let last = page.0.last else { break }
                after = last.id
            }
        }
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
