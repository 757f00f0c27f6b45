import Mail
import Primitives
import Storage
import Tickets

/// The rows of mail as it came.
package struct ArchiveStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Keeps a mail, unless the same bytes are kept already: then it counts once more, for its new recipients too.
    func keep(
        _ id: ID<RawMail>, _ blob: Blob, department: ID<Department>, door: RawMail.Door, sender: String?, recipients: [String], at now: Instant
    ) throws {
        try blob.keep(department: department.rawValue, at: now, tx)
        let isNew = try tx.insertedMissing(
            """
            INSERT INTO raw_mail (id, department, hash, channel, sender, recipients, received_at, times, outcome, why, tries, lease_until)
            VALUES (\(id), \(department), \(blob.hash), \(door), \(sender?.cut(320)), \(JSON(recipients)), \(now), 1,
                \(RawMail.Outcome.received), '[]', 0, 0)
            """, key: "department, hash")
        if isNew { return }
        let known = try tx.value(
            JSON<[String]>.self, "SELECT recipients FROM raw_mail WHERE department = \(department) AND hash = \(blob.hash)")?.content ?? []
        let all = known + recipients.filter { !known.contains($0) }
        try tx.run(
            """
            UPDATE raw_mail SET times = times + 1, recipients = \(JSON(Array(all.prefix(200))))
            WHERE department = \(department) AND hash = \(blob.hash)
            """)
    }

    package func find(_ id: ID<RawMail>, department: ID<Department>) throws -> RawMail? {
        try tx.first(
            RawMail.self, "SELECT \(RawMail.columns) FROM raw_mail WHERE department = \(department) AND id = \(id)")
    }

    func hasWaiting(at now: Instant) throws -> Bool {
        // In the order of its index, or a server that expects many reads them all to find none.
        try tx.exists(
            "SELECT 1 AS one FROM raw_mail WHERE outcome = \(RawMail.Outcome.received) AND lease_until <= \(now) ORDER BY lease_until LIMIT 1")
    }

    /// Takes mails that nobody reads, oldest first, and holds them until `lease`. One that was tried before is taken alone: should
    /// it be what ends the program, no other mail is blamed for it.
    func take(most: Int, at now: Instant, lease: Instant) throws -> [RawMail] {
        let waiting = try tx.all(
            RawMail.self,
            """
            SELECT \(RawMail.columns) FROM raw_mail WHERE outcome = \(RawMail.Outcome.received) AND lease_until <= \(now)
            ORDER BY id LIMIT \(most) \(.forUpdateSkipLocked)
            """)
        let fresh = waiting.prefix { $0.tries == 0 }
        let mails = fresh.isEmpty ? waiting.prefix(1) : fresh
        for mail in mails {
            try tx.run("UPDATE raw_mail SET lease_until = \(lease), tries = tries + 1 WHERE id = \(mail.id)")
        }
        return Array(mails)
    }

    /// Those taken are still being read.
    func hold(_ mails: [ID<RawMail>], until lease: Instant) throws {
        try tx.run("UPDATE raw_mail SET lease_until = \(lease) WHERE id IN \(anyOf: mails) AND outcome = \(RawMail.Outcome.received)")
    }

    /// Writes what became of it; `false` when another process was faster.
    func finish(_ letter: Letter, _ reading: MailOutcome) throws -> Bool {
        try tx.changed(
            by: """
            UPDATE raw_mail SET outcome = \(reading.outcome), ticket = \(reading.ticket), message = \(reading.message),
                why = \(JSON(reading.why)), message_id = \(letter.messageID.cut(500)), content = \(letter.content), lease_until = 0, words = NULL,
                author = \(letter.sender.address.lowercased().cut(320))
            WHERE id = \(letter.raw.id) AND outcome = \(RawMail.Outcome.received)
            """) == 1
    }

    /// A try failed: another follows, or it is put aside for an agent.
    func fail(_ mail: RawMail, words: String, mostTries: Int, retryAt: Instant) throws {
        let isLast = mail.tries + 1 >= mostTries
        let why = isLast ? [Notice("why.quarantined", .refused, ["tries": "\(mostTries)"])] : []
        try tx.run(
            """
            UPDATE raw_mail SET outcome = \(isLast ? RawMail.Outcome.quarantined : .received), why = \(JSON(why)),
                words = \(words.cut(1000)), lease_until = \(retryAt)
            WHERE id = \(mail.id) AND outcome = \(RawMail.Outcome.received)
            """)
    }

    /// It was not the mail's fault: the try does not count.
    func putBack(_ mail: RawMail, until retry: Instant) throws {
        try tx.run(
            """
            UPDATE raw_mail SET tries = \(mail.tries), lease_until = \(retry)
            WHERE id = \(mail.id) AND outcome = \(RawMail.Outcome.received)
            """)
    }

    /// Reads a quarantined mail again.
    package func retry(_ id: ID<RawMail>, department: ID<Department>) throws {
        try tx.run(
            """
            UPDATE raw_mail SET outcome = \(RawMail.Outcome.received), tries = 0, lease_until = 0
            WHERE department = \(department) AND id = \(id) AND outcome = \(RawMail.Outcome.quarantined)
            """)
    }

    /// A mail of the same id and content that was taken already.
    func same(as letter: Letter) throws -> RawMail? {
        try tx.first(
            RawMail.self,
            """
            SELECT \(RawMail.columns) FROM raw_mail
            WHERE department = \(letter.raw.department) AND content = \(letter.content) AND message_id = \(letter.messageID.cut(500))
                AND id <> \(letter.raw.id)
                AND outcome NOT IN (\(RawMail.Outcome.received), \(RawMail.Outcome.quarantined), \(RawMail.Outcome.ignored))
            ORDER BY id LIMIT 1
            """)
    }

    /// A page of the log, newest first, behind `key`.
    package func log(
        department: ID<Department>, outcome: RawMail.Outcome? = nil, before key: ID<RawMail>? = nil, most: Int
    ) throws -> [RawMail] {
        let only: SQL = outcome.map { "AND outcome = \($0)" } ?? ""
        return try tx.all(
            RawMail.self,
            """
            SELECT \(RawMail.columns) FROM raw_mail
            WHERE department = \(department) AND id < \(key?.rawValue ?? .max) \(only) ORDER BY id DESC LIMIT \(most)
            """)
    }

    /// The same, oldest first.
    package func oldest(department: ID<Department>, after key: ID<RawMail>?, most: Int) throws -> [RawMail] {
        try tx.all(
            RawMail.self,
            """
            SELECT \(RawMail.columns) FROM raw_mail
            WHERE department = \(department) AND id > \(key?.rawValue ?? 0) ORDER BY id LIMIT \(most)
            """)
    }

    /// How many wait to be read since before `instant`, up to a thousand.
    package func unread(department: ID<Department>, before instant: Instant) throws -> Int {
        try tx.value(
            Int.self,
            """
            SELECT count(*) FROM (SELECT 1 AS one FROM raw_mail
                WHERE outcome = \(RawMail.Outcome.received) AND department = \(department) AND received_at < \(instant)
                ORDER BY lease_until LIMIT 1000) AS first_ones
            """) ?? 0
    }

    /// Up to a thousand.
    package func quarantined(department: ID<Department>) throws -> Int {
        try tx.value(
            Int.self,
            """
            SELECT count(*) FROM (SELECT 1 AS one FROM raw_mail
                WHERE outcome = \(RawMail.Outcome.quarantined) AND department = \(department) ORDER BY lease_until LIMIT 1000) AS first_ones
            """) ?? 0
    }
}

/// What became of a mail.
struct MailOutcome: Sendable {
    var outcome: RawMail.Outcome
    var ticket: ID<Ticket>?
    var message: ID<Message>?
    var why: [Notice]
}
