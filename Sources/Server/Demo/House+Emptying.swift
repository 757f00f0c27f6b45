import Primitives
import Search
import Storage

extension House {
    /// Takes everything that was said and done out of a demo's desk, when it becomes somebody's: its shape, its settings and whoever
    /// may sign in stay. Rows only: files go with the sweep.
    func empty() async throws {
        try await db.write { tx in
            for row in try tx.rows("SELECT department, kind, id FROM search_document") {
                let store = SearchStore(tx, department: try row("department"))
                try store.remove(try row("kind"), try row("id"))
            }
            for deletion in Self.deletions { try tx.run(deletion) }
        }
    }

    /// Rows that name others before those they name.
    private static let deletions: [SQL] = [
        "DELETE FROM idempotency", "DELETE FROM raw_mail", "DELETE FROM automatic_answer", "DELETE FROM erasure", "DELETE FROM guest_link",
        "DELETE FROM fix", "DELETE FROM merge_participant", "DELETE FROM merge", "DELETE FROM ticket_link", "DELETE FROM escalation",
        "DELETE FROM ticket_edit", "DELETE FROM draft", "DELETE FROM accepted_sender", "DELETE FROM reply_step", "DELETE FROM mail_id",
        "DELETE FROM attachment", "DELETE FROM note", "DELETE FROM message", "DELETE FROM named_agent", "DELETE FROM participant",
        "DELETE FROM ticket_tag", "DELETE FROM ticket_number", "DELETE FROM ticket", "DELETE FROM counter_delta", "DELETE FROM counter",
        "DELETE FROM number_sequence", "DELETE FROM article_word", "DELETE FROM article_text", "DELETE FROM article", "DELETE FROM question",
        "DELETE FROM category", "DELETE FROM timeline", "DELETE FROM contact_move", "DELETE FROM contact_merge",
        "DELETE FROM relation", "DELETE FROM membership", "DELETE FROM identity", "DELETE FROM contact_word", "DELETE FROM contact", "DELETE FROM organisation_domain",
        "DELETE FROM organisation",
        "DELETE FROM outbox", "DELETE FROM job", "DELETE FROM event_cursor", "DELETE FROM event", "DELETE FROM blob",
    ]
}
