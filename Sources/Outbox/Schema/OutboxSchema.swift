import Storage

package enum OutboxSchema {
    /// Columns that name blobs.
    package static let blobs = [BlobReference("outbox", "content")]

    package static let migrations = [
        Migration(
            4, "outbox",
            [
                """
                CREATE TABLE outbox (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, channel \(varchar: 32) NOT NULL, owner BIGINT NOT NULL,
                    is_machine INTEGER NOT NULL, envelope \(.text) NOT NULL, content \(.hash), state \(varchar: 16) NOT NULL,
                    due_at BIGINT NOT NULL, tries INTEGER NOT NULL, words \(.text),
                    made_at BIGINT NOT NULL, done_at BIGINT
                )\(.tableEnd)
                """,
                "CREATE INDEX outbox_due ON outbox (state, due_at)",
                "CREATE INDEX outbox_of_owner ON outbox (owner)",
                "CREATE INDEX outbox_of_department ON outbox (department, id)",
                "CREATE INDEX outbox_by_content ON outbox (department, content)",
            ]),
        Migration(19, "outbox by state", ["CREATE INDEX outbox_of_state ON outbox (department, state, id)"]),
    ]
}
