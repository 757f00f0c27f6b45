import Accounts
import Contacts
import Primitives
import Search
import Storage

/// Something that was made unreadable for good, written down so that a restored backup forgets it again.
///
/// Of words only their length and a code under the desk's key are kept; a person's name or address not even that.
package struct Erasure: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable, Column {
        case words, message, note, attachment, contact, ticket
    }

    package let id: Int64
    package let department: Int64
    package let kind: Kind
    /// What was erased; of words the ticket.
    package let object: Int64
    package let data: [String: String]
    package let at: Int64
}

extension Erasure: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        department = try row("department")
        kind = try row("kind")
        object = try row("object")
        data = try row("data", as: JSON<[String: String]>.self).content
        at = try row("at")
    }
}

package struct ErasureStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// What was erased, oldest first, behind `key`.
    package func list(after key: Int64, most: Int) throws -> [Erasure] {
        try tx.all(
            Erasure.self,
            """
            SELECT id, department, kind, object, data, at FROM erasure WHERE department = \(department) AND id > \(key)
            ORDER BY id LIMIT \(most)
            """)
    }

    func find(_ id: ID<Erasure>) throws -> Erasure? {
        try tx.first(
            Erasure.self, "SELECT id, department, kind, object, data, at FROM erasure WHERE department = \(department) AND id = \(id)")
    }

    /// Written down once.
    func keep(_ erasure: Erasure) throws {
        try tx.insertMissing(
            """
            INSERT INTO erasure (id, department, kind, object, data, at)
            VALUES (\(erasure.id), \(department), \(erasure.kind), \(erasure.object), \(JSON(erasure.data)), \(erasure.at))
            """, key: "id")
    }
}

extension TicketStore {
    func remember(_ redaction: Redaction, signedBy keyring: Keyring, on ticket: ID<Ticket>, id: ID<Erasure>, at now: Instant) throws {
        var (kind, object, data) = (Erasure.Kind.words, ticket.rawValue, [String: String]())
        if let named = redaction.object {
            (kind, object) = named
        } else if case .words(let words) = redaction, let wording = Wording(words) {
            data = ["length": "\(wording.needle.count)", "code": keyring.sign(Wording.message(wording.needle[...]), for: .form)]
        }
        try ErasureStore(tx, department: department).keep(
            Erasure(id: id.rawValue, department: department.rawValue, kind: kind, object: object, data: data, at: now.microseconds))
    }
}

extension Redaction {
    /// What it empties; `nil` for words, which stand in many.
    fileprivate var object: (Erasure.Kind, Int64)? {
        switch self {
        case .words: nil
        case .message(let id): (.message, id.rawValue)
        case .note(let id): (.note, id.rawValue)
        case .attachment(let id): (.attachment, id.rawValue)
        }
    }
}

extension Wording {
    fileprivate static func message(_ letters: ArraySlice<UInt8>) -> String { "erasure:" + String(decoding: letters, as: UTF8.self) }

    /// The words of an erasure; `nil` for another's.
    init?(_ erasure: Erasure, keyring: Keyring) {
        guard let length = erasure.data["length"].flatMap({ Int($0) }), let code = erasure.data["code"] else { return nil }
        self.init(length: length) { keyring.verify(code, of: Self.message($0), for: .form) }
    }
}

extension Desk {
    /// Erases again what a restored backup brought back; what is gone already stays gone. Words are looked for at every place of
    /// the ticket's texts, so this takes its time. People and tickets are erased again by ``erase(_:as:)`` and the bin.
    package func apply(_ erasures: [Erasure]) async throws {
        for erasure in erasures {
            let access = Access.system(ID(erasure.department))
            switch erasure.kind {
            case .words: try await applyWords(erasure, as: access)
            case .message: try await applyAgain(.message(ID(erasure.object)), on: "message", erasure, as: access)
            case .note: try await applyAgain(.note(ID(erasure.object)), on: "note", erasure, as: access)
            case .attachment: try await applyAgain(.attachment(ID(erasure.object)), on: "attachment", erasure, as: access)
            case .contact: try await eraseAgain(ID(erasure.object), as: access)
            case .ticket: try await purge(ID(erasure.object), in: access.department)
            }
            try await db.write { tx in try ErasureStore(tx, department: access.department).keep(erasure) }
        }
    }

    private func eraseAgain(_ contact: ID<Contact>, as access: Access) async throws {
        let isThere = try await db.read { tx in try ContactStore(tx, department: access.department).find(contact) != nil }
        if isThere { try await erase(contact, as: access) }
    }

    private func applyWords(_ erasure: Erasure, as access: Access) async throws {
        guard let wording = Wording(erasure, keyring: keyring) else { return }
        try await changeRestored(ID(erasure.object), as: access) { change in
            var redactor = Redactor(change.store, blobs: blobs, ticket: change.before, at: change.at)
            try redactor.remove(wording)
            change.cover(wording)
            guard redactor.loss.isAny || change.ticket != change.before else { return }
            change.tell(.ticketRedacted, ["what": "words", "object": "\(erasure.id)"])
            try ForgettingStore(change.tx).ask(.tickets, .articles, .questions, department: access.department)
        }
    }

    private func applyAgain(_ redaction: Redaction, on table: SQL, _ erasure: Erasure, as access: Access) async throws {
        let thread = try await db.read { tx in
            try tx.value(
                ID<Ticket>.self,
                """
                SELECT ticket FROM \(table) WHERE department = \(access.department) AND id = \(erasure.object) AND redacted_at IS NULL
                """)
        }
        guard let thread else { return }
        try await changeRestored(thread, as: access) { change in try change.redact(redaction, of: self, in: ID(erasure.id)) }
    }

    /// Changes a ticket wherever it stands, in the bin too; a merged one through its survivor.
    private func changeRestored(
        _ id: ID<Ticket>, as access: Access, _ decide: @escaping @Sendable (inout Change) throws -> Void
    ) async throws {
        let now = now()
        try await db.write { tx in
            let store = TicketStore(tx, department: access.department)
            guard let found = try store.find(id) else { return }
            let ticket = try MergeStore(tx, department: access.department).survivor(of: found)
            var change = Change(ticket, in: store, by: access, of: self, at: now)
            try decide(&change)
            let saved = try change.save()
            if saved.binned == nil, saved.version != ticket.version { try store.indexAll(saved) }
        }
    }
}
