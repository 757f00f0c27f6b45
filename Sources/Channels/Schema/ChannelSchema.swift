import Storage

package enum ChannelSchema {
    /// Mail as it came; what a message names as its source is the same.
    package static let blobs = [BlobReference("raw_mail", "hash")]

    package static let migrations = [
        Migration(
            12, "channels",
            [
                """
                CREATE TABLE raw_mail (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL REFERENCES department (id), hash \(.hash) NOT NULL,
                    channel \(varchar: 16) NOT NULL, sender \(varchar: 320), recipients \(.text) NOT NULL, received_at BIGINT NOT NULL,
                    message_id \(varchar: 500), content \(.hash), times INTEGER NOT NULL, outcome \(varchar: 16) NOT NULL, ticket BIGINT,
                    message BIGINT, why \(.text) NOT NULL, tries INTEGER NOT NULL, lease_until BIGINT NOT NULL, words \(.text),
                    UNIQUE (department, hash)
                )\(.tableEnd)
                """,
                "CREATE INDEX raw_mail_waiting ON raw_mail (outcome, lease_until, id)",
                "CREATE INDEX raw_mail_by_content ON raw_mail (department, content)",
                "CREATE INDEX raw_mail_by_time ON raw_mail (department, id)",
                "CREATE INDEX raw_mail_of_ticket ON raw_mail (ticket)",
            ]),
        Migration(
            14, "authors of mail",
            ["ALTER TABLE raw_mail ADD COLUMN author \(varchar: 320)", "CREATE INDEX raw_mail_of_author ON raw_mail (author)"]),
        Migration(20, "mail log by outcome", ["CREATE INDEX raw_mail_of_outcome ON raw_mail (department, outcome, id)"]),
    ]
}
