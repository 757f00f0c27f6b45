import Storage

package enum ContactSchema {
    package static let migrations = [
        Migration(
            8, "contacts",
            [
                """
                CREATE TABLE organisation (
                    id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL REFERENCES department (id),
                    parent BIGINT REFERENCES organisation (id), name \(varchar: 190) NOT NULL, folded \(varchar: 190) NOT NULL,
                    customer_number \(varchar: 64), domains \(.text) NOT NULL, notes \(.text) NOT NULL, shares_tickets INTEGER NOT NULL,
                    made_at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX organisation_by_name ON organisation (department, folded)",
                "CREATE INDEX organisation_of_parent ON organisation (parent)",
                "CREATE INDEX organisation_by_number ON organisation (department, customer_number)",
                """
                CREATE TABLE organisation_domain (
                    department BIGINT NOT NULL, domain \(varchar: 190) NOT NULL,
                    organisation BIGINT NOT NULL REFERENCES organisation (id), PRIMARY KEY (department, domain)
                )\(.tableEnd)
                """,
                """
                CREATE TABLE contact (
                    id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL REFERENCES department (id),
                    name \(varchar: 190) NOT NULL, folded \(varchar: 190) NOT NULL, language \(varchar: 8), notes \(.text) NOT NULL,
                    is_vip INTEGER NOT NULL, organisation BIGINT REFERENCES organisation (id), agent BIGINT REFERENCES agent (id),
                    merged_into BIGINT REFERENCES contact (id), erased_at BIGINT, made_at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX contact_by_name ON contact (department, folded)",
                "CREATE INDEX contact_of_organisation ON contact (organisation, id)",
                "CREATE INDEX contact_merged ON contact (merged_into)",
                """
                CREATE TABLE contact_word (
                    department BIGINT NOT NULL, word \(varchar: 64) NOT NULL, contact BIGINT NOT NULL REFERENCES contact (id),
                    PRIMARY KEY (department, word, contact)
                )\(.tableEnd)
                """,
                "CREATE INDEX contact_word_of_contact ON contact_word (contact)",
                """
                CREATE TABLE identity (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, contact BIGINT NOT NULL REFERENCES contact (id),
                    kind \(varchar: 16) NOT NULL, value \(varchar: 320) NOT NULL, folded \(varchar: 320) NOT NULL, verified_at BIGINT,
                    suppressed_at BIGINT, suppressed_why \(varchar: 255), made_at BIGINT NOT NULL, UNIQUE (department, kind, folded)
                )\(.tableEnd)
                """,
                "CREATE INDEX identity_of_contact ON identity (contact)",
                """
                CREATE TABLE membership (
                    contact BIGINT NOT NULL REFERENCES contact (id), organisation BIGINT NOT NULL REFERENCES organisation (id),
                    PRIMARY KEY (contact, organisation)
                )\(.tableEnd)
                """,
                "CREATE INDEX membership_of_organisation ON membership (organisation)",
                """
                CREATE TABLE relation (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, contact BIGINT NOT NULL REFERENCES contact (id),
                    kind \(varchar: 32) NOT NULL, other BIGINT NOT NULL REFERENCES contact (id), ends_at BIGINT, made_at BIGINT NOT NULL,
                    UNIQUE (contact, kind, other)
                )\(.tableEnd)
                """,
                "CREATE INDEX relation_of_other ON relation (other)",
                """
                CREATE TABLE contact_merge (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, loser BIGINT NOT NULL REFERENCES contact (id),
                    survivor BIGINT NOT NULL REFERENCES contact (id), old_organisation BIGINT, old_is_vip INTEGER NOT NULL,
                    actor_kind \(varchar: 16) NOT NULL, actor BIGINT NOT NULL, at BIGINT NOT NULL, undone_at BIGINT
                )\(.tableEnd)
                """,
                "CREATE INDEX contact_merge_of_loser ON contact_merge (loser)",
                """
                CREATE TABLE contact_move (
                    merge BIGINT NOT NULL REFERENCES contact_merge (id), kind \(varchar: 16) NOT NULL, object BIGINT NOT NULL,
                    PRIMARY KEY (merge, kind, object)
                )\(.tableEnd)
                """,
                """
                CREATE TABLE timeline (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, contact BIGINT NOT NULL REFERENCES contact (id),
                    kind \(varchar: 32) NOT NULL, channel \(varchar: 16), ticket BIGINT, object BIGINT, at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX timeline_of_contact ON timeline (contact, id)",
                """
                CREATE TABLE question (
                    id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL REFERENCES department (id),
                    contact BIGINT, agent BIGINT,
                    channel \(varchar: 16) NOT NULL, asked \(.text) NOT NULL, answer \(.text) NOT NULL, article BIGINT, ticket BIGINT,
                    outcome \(varchar: 16) NOT NULL, category BIGINT, language \(varchar: 8), at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX question_by_time ON question (department, at, id)",
                "CREATE INDEX question_by_id ON question (department, id)",
                "CREATE INDEX question_of_contact ON question (contact, id)",
                "CREATE INDEX question_of_article ON question (article, id)",
                "CREATE INDEX question_of_ticket ON question (ticket)",
            ])
    ]
}
