import Primitives
import Storage
import Tickets

/// The rows of mails of which something is forgotten.
struct ForgottenMailStore {
    private struct Mail: Fetchable {
        let id: ID<RawMail>
        let hash: [UInt8]
        let texts: [String?]
        /// Its bytes are those of a message that is there.
        let isMessage: Bool

        init(_ row: Row) throws {
            id = try row("id")
            hash = try row("hash")
            texts = try ["sender", "message_id", "recipients", "why", "words"].map { try row($0, as: String?.self) }
            isMessage = try row("is_message")
        }
    }

    private let tx: Transaction
    private let department: ID<Department>
    private let blobs: BlobStore

    init(_ tx: Transaction, department: ID<Department>, _ blobs: BlobStore) {
        self.tx = tx
        self.department = department
        self.blobs = blobs
    }

    private func mails(of tickets: [ID<Ticket>]) throws -> [Mail] {
        try tx.all(
            Mail.self,
            """
            SELECT r.id, r.hash, r.sender, r.message_id, r.recipients, r.why, r.words, EXISTS (SELECT 1 FROM message m
                WHERE m.id = r.message AND m.raw = r.hash) AS is_message
            FROM raw_mail r WHERE r.department = \(department) AND r.ticket IN \(anyOf: tickets)
            """)
    }

    /// - Parameter words: `nil` where a message, note or file went
    /// - Returns: whether anything was there to forget
    func redact(_ tickets: [ID<Ticket>], _ words: ErasedWords?) throws -> Bool {
        var isChanged = false
        for mail in try mails(of: tickets) {
            if try !mail.isMessage && erase(mail.hash) { isChanged = true }
            if let words, mail.texts.contains(where: { $0.map(words.stand) ?? false }) {
                try clear(mail.id)
                isChanged = true
            }
        }
        return isChanged
    }

    /// Also where only a person was forgotten: whose mail it was is written in every part of it.
    func empty(_ ticket: ID<Ticket>) throws -> Bool {
        let all = try mails(of: [ticket])
        for mail in all {
            if !mail.isMessage { _ = try erase(mail.hash) }
            try clear(mail.id)
        }
        return !all.isEmpty
    }

    /// Those on no ticket that came from one of the addresses.
    func emptyUntold(from addresses: Set<String>) throws {
        let wrote: SQL = """
            SELECT id, hash FROM raw_mail
            WHERE \(filter: "department = \(department)") AND \(filter: "ticket IS NULL") AND author IN \(anyOf: addresses.sorted())
            """
        // What could not be read has no author.
        let sent: SQL = """
            SELECT id, hash FROM raw_mail
            WHERE \(filter: "department = \(department)") AND ticket IS NULL AND author IS NULL AND lower(sender) IN \(anyOf: addresses.sorted())
            """
        for row in try tx.rows(wrote) + tx.rows(sent) {
            _ = try erase(try row("hash", as: [UInt8].self))
            try clear(try row("id"))
        }
    }

    private func erase(_ hash: [UInt8]) throws -> Bool {
        guard try tx.exists("SELECT 1 AS one FROM \(.blob) WHERE department = \(department) AND hash = \(hash)") else { return false }
        try blobs.erase(hash, department: department.rawValue, tx)
        return true
    }

    private func clear(_ mail: ID<RawMail>) throws {
        try tx.run(
            """
            UPDATE raw_mail SET sender = NULL, author = NULL, message_id = NULL, recipients = '[]', why = '[]', words = NULL
            WHERE department = \(department) AND id = \(mail)
            """)
    }
}
