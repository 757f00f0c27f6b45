import Storage

package enum TicketSchema {
    /// Columns that name blobs.
    package static let blobs = [BlobReference("attachment", "hash")]

    package static let migrations = [
        Migration(10, "tickets", desk + tickets + messages + steps),
        Migration(18, "handing over", handingOver),
    ]

    /// What left for another department, where it began; what arrived from one, where it is now. In databases of their own, or in one.
    private static let handingOver: [SQL] = [
        """
        CREATE TABLE hand_over (
            ticket \(.id) PRIMARY KEY REFERENCES ticket (id), department BIGINT NOT NULL, to_department BIGINT NOT NULL, reason \(.text) NOT NULL,
            actor_kind \(varchar: 16) NOT NULL, actor BIGINT NOT NULL, at BIGINT NOT NULL, number \(varchar: 32)
        )\(.tableEnd)
        """,
        """
        CREATE TABLE arrival (
            origin_department BIGINT NOT NULL, kind \(varchar: 16) NOT NULL, origin BIGINT NOT NULL, department BIGINT NOT NULL,
            object BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (origin_department, kind, origin)
        )\(.tableEnd)
        """,
        "CREATE INDEX arrival_of_object ON arrival (object)",
    ]

    private static let desk: [SQL] = [
        """
        CREATE TABLE queue (
            id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL REFERENCES department (id),
            name \(varchar: 190) NOT NULL, team BIGINT NOT NULL REFERENCES team (id), is_first INTEGER NOT NULL, made_at BIGINT NOT NULL,
            UNIQUE (department, name)
        )\(.tableEnd)
        """,
        """
        CREATE TABLE category (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL REFERENCES department (id), name \(varchar: 190) NOT NULL,
            is_active INTEGER NOT NULL, UNIQUE (department, name)
        )\(.tableEnd)
        """,
        """
        CREATE TABLE number_sequence (
            department \(.id) PRIMARY KEY REFERENCES department (id), next BIGINT NOT NULL
        )\(.tableEnd)
        """,
        """
        CREATE TABLE counter (
            department BIGINT NOT NULL, scope \(varchar: 16) NOT NULL, object BIGINT NOT NULL, name \(varchar: 16) NOT NULL,
            n BIGINT NOT NULL, PRIMARY KEY (department, scope, object, name)
        )\(.tableEnd)
        """,
        """
        CREATE TABLE counter_delta (
            id \(.serial), department BIGINT NOT NULL, scope \(varchar: 16) NOT NULL, object BIGINT NOT NULL,
            name \(varchar: 16) NOT NULL, n BIGINT NOT NULL
        )\(.tableEnd)
        """,
    ]

    private static let tickets: [SQL] = [
        """
        CREATE TABLE ticket (
            id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL REFERENCES department (id),
            number \(varchar: 32) NOT NULL, subject \(varchar: 500) NOT NULL, state \(varchar: 16) NOT NULL, lane INTEGER NOT NULL,
            kind \(varchar: 16) NOT NULL, priority INTEGER NOT NULL, category BIGINT REFERENCES category (id),
            queue BIGINT NOT NULL REFERENCES queue (id), tier INTEGER NOT NULL, assignee BIGINT REFERENCES agent (id),
            requester BIGINT NOT NULL REFERENCES contact (id), affected BIGINT REFERENCES contact (id),
            complained_about BIGINT REFERENCES contact (id), is_confidential INTEGER NOT NULL, language \(varchar: 8),
            channel \(varchar: 16) NOT NULL, tags \(.text) NOT NULL, snippet \(varchar: 255) NOT NULL, spoke_last \(varchar: 16) NOT NULL,
            opened_at BIGINT NOT NULL, active_at BIGINT NOT NULL, waiting_since BIGINT, solved_at BIGINT,
            merged_into BIGINT REFERENCES ticket (id), binned_at BIGINT, state_before \(varchar: 16)
        )\(.tableEnd)
        """,
        "CREATE INDEX ticket_by_lane ON ticket (department, lane, active_at, id)",
        "CREATE INDEX ticket_of_queue ON ticket (queue, lane, active_at, id)",
        "CREATE INDEX ticket_of_assignee ON ticket (queue, lane, assignee, active_at, id)",
        "CREATE INDEX ticket_mine ON ticket (assignee, lane, active_at, id)",
        "CREATE INDEX ticket_of_requester ON ticket (requester, id)",
        "CREATE INDEX ticket_of_affected ON ticket (affected, id)",
        "CREATE INDEX ticket_merged ON ticket (merged_into)",
        "CREATE INDEX ticket_solved ON ticket (queue, state, solved_at)",
        "CREATE INDEX ticket_binned ON ticket (department, binned_at)",
        """
        CREATE TABLE ticket_number (
            department BIGINT NOT NULL, number \(varchar: 32) NOT NULL, ticket BIGINT NOT NULL, purged_at BIGINT,
            PRIMARY KEY (department, number)
        )\(.tableEnd)
        """,
        "CREATE INDEX ticket_number_of_ticket ON ticket_number (ticket)",
        """
        CREATE TABLE ticket_tag (
            department BIGINT NOT NULL, folded \(varchar: 500) NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id),
            tag \(varchar: 500) NOT NULL, PRIMARY KEY (department, folded, ticket)
        )\(.tableEnd)
        """,
        "CREATE INDEX ticket_tag_of_ticket ON ticket_tag (ticket)",
        """
        CREATE TABLE participant (
            ticket BIGINT NOT NULL REFERENCES ticket (id), contact BIGINT NOT NULL REFERENCES contact (id), role \(varchar: 16) NOT NULL,
            department BIGINT NOT NULL, is_accepted INTEGER NOT NULL, sees_from BIGINT, made_at BIGINT NOT NULL,
            PRIMARY KEY (ticket, contact, role)
        )\(.tableEnd)
        """,
        "CREATE INDEX participant_of_contact ON participant (contact)",
        """
        CREATE TABLE named_agent (
            ticket BIGINT NOT NULL REFERENCES ticket (id), agent BIGINT NOT NULL REFERENCES agent (id), PRIMARY KEY (ticket, agent)
        )\(.tableEnd)
        """,
    ]

    private static let messages: [SQL] = [
        """
        CREATE TABLE message (
            id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id),
            thread BIGINT NOT NULL REFERENCES ticket (id), direction \(varchar: 8) NOT NULL, channel \(varchar: 16) NOT NULL,
            author_kind \(varchar: 16) NOT NULL, author BIGINT NOT NULL, from_name \(varchar: 255) NOT NULL, from_address \(varchar: 320) NOT NULL,
            recipients \(.text) NOT NULL, subject \(varchar: 500) NOT NULL, text \(.text) NOT NULL, quoted \(.text) NOT NULL, html \(.text),
            html_version INTEGER NOT NULL, language \(varchar: 8), message_id \(varchar: 500), raw \(.bytes), why \(.text) NOT NULL,
            notices \(.text) NOT NULL, mark \(varchar: 16), is_automatic INTEGER NOT NULL, is_verified INTEGER NOT NULL,
            written_at BIGINT, at BIGINT NOT NULL, withdrawn_at BIGINT, redacted_at BIGINT, twice INTEGER NOT NULL
        )\(.tableEnd)
        """,
        "CREATE INDEX message_of_thread ON message (thread, id)",
        "CREATE INDEX message_of_ticket ON message (ticket, id)",
        """
        CREATE TABLE note (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id),
            thread BIGINT NOT NULL REFERENCES ticket (id), author_kind \(varchar: 16) NOT NULL, author BIGINT NOT NULL, text \(.text) NOT NULL,
            at BIGINT NOT NULL, redacted_at BIGINT
        )\(.tableEnd)
        """,
        "CREATE INDEX note_of_thread ON note (thread, id)",
        "CREATE INDEX note_of_ticket ON note (ticket, id)",
        """
        CREATE TABLE attachment (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id), owner BIGINT NOT NULL,
            name \(varchar: 255) NOT NULL, type \(varchar: 127) NOT NULL, size BIGINT NOT NULL, hash \(.hash) NOT NULL,
            content_id \(varchar: 255), is_inline INTEGER NOT NULL, redacted_at BIGINT
        )\(.tableEnd)
        """,
        "CREATE INDEX attachment_of_owner ON attachment (owner)",
        "CREATE INDEX attachment_of_ticket ON attachment (ticket)",
        "CREATE INDEX attachment_of_hash ON attachment (hash)",
        """
        CREATE TABLE mail_id (
            department BIGINT NOT NULL, id \(varchar: 500) NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id), message BIGINT NOT NULL,
            is_own INTEGER NOT NULL, PRIMARY KEY (department, id, message)
        )\(.tableEnd)
        """,
        "CREATE INDEX mail_id_of_message ON mail_id (message)",
        """
        CREATE TABLE reply_step (
            message \(.id) PRIMARY KEY REFERENCES message (id), department BIGINT NOT NULL, ticket BIGINT NOT NULL,
            state_before \(varchar: 16) NOT NULL, state_after \(varchar: 16) NOT NULL, assignee_before BIGINT, assignee_after BIGINT,
            waiting_before BIGINT, solved_before BIGINT, active_before BIGINT NOT NULL, active_after BIGINT NOT NULL
        )\(.tableEnd)
        """,
        """
        CREATE TABLE accepted_sender (
            contact BIGINT NOT NULL REFERENCES contact (id), requester BIGINT NOT NULL REFERENCES contact (id),
            department BIGINT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (contact, requester)
        )\(.tableEnd)
        """,
        """
        CREATE TABLE draft (
            ticket BIGINT NOT NULL REFERENCES ticket (id), agent BIGINT NOT NULL REFERENCES agent (id), kind \(varchar: 8) NOT NULL,
            department BIGINT NOT NULL, text \(.text) NOT NULL, fields \(.text) NOT NULL, seen BIGINT NOT NULL, changed_at BIGINT NOT NULL,
            PRIMARY KEY (ticket, agent, kind)
        )\(.tableEnd)
        """,
    ]

    private static let steps: [SQL] = [
        """
        CREATE TABLE ticket_edit (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id), field \(varchar: 16) NOT NULL,
            old \(.text) NOT NULL, actor_kind \(varchar: 16) NOT NULL, actor BIGINT NOT NULL, at BIGINT NOT NULL
        )\(.tableEnd)
        """,
        "CREATE INDEX ticket_edit_of_ticket ON ticket_edit (ticket, id)",
        """
        CREATE TABLE escalation (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id), from_tier INTEGER NOT NULL,
            to_tier INTEGER NOT NULL, from_queue BIGINT NOT NULL, to_queue BIGINT NOT NULL, from_assignee BIGINT,
            actor_kind \(varchar: 16) NOT NULL, actor BIGINT NOT NULL, reason \(.text) NOT NULL, findings \(.text) NOT NULL, at BIGINT NOT NULL
        )\(.tableEnd)
        """,
        "CREATE INDEX escalation_of_ticket ON escalation (ticket, id)",
        """
        CREATE TABLE ticket_link (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id), kind \(varchar: 16) NOT NULL,
            other BIGINT NOT NULL REFERENCES ticket (id), at BIGINT NOT NULL, UNIQUE (ticket, kind, other)
        )\(.tableEnd)
        """,
        "CREATE INDEX ticket_link_of_other ON ticket_link (other)",
        """
        CREATE TABLE merge (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, loser BIGINT NOT NULL REFERENCES ticket (id),
            survivor BIGINT NOT NULL REFERENCES ticket (id), state \(varchar: 16) NOT NULL, survivor_state \(varchar: 16), actor_kind \(varchar: 16) NOT NULL,
            actor BIGINT NOT NULL, at BIGINT NOT NULL, undone_at BIGINT
        )\(.tableEnd)
        """,
        """
        CREATE TABLE merge_participant (
            merge BIGINT NOT NULL REFERENCES merge (id), contact BIGINT NOT NULL, role \(varchar: 16) NOT NULL,
            PRIMARY KEY (merge, contact, role)
        )\(.tableEnd)
        """,
        "CREATE INDEX merge_of_survivor ON merge (survivor)",
        "CREATE INDEX merge_of_loser ON merge (loser)",
        """
        CREATE TABLE fix (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id),
            article BIGINT REFERENCES article (id), outcome \(varchar: 16) NOT NULL, actor_kind \(varchar: 16) NOT NULL, actor BIGINT NOT NULL,
            is_confirmed INTEGER, at BIGINT NOT NULL
        )\(.tableEnd)
        """,
        "CREATE INDEX fix_of_ticket ON fix (ticket, id)",
        "CREATE INDEX fix_of_article ON fix (article, outcome)",
        """
        CREATE TABLE guest_link (
            hash \(.hash) PRIMARY KEY, department BIGINT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket (id),
            contact BIGINT NOT NULL REFERENCES contact (id), made_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT
        )\(.tableEnd)
        """,
        "CREATE INDEX guest_link_of_ticket ON guest_link (ticket)",
        """
        CREATE TABLE erasure (
            id \(.id) PRIMARY KEY, department BIGINT NOT NULL, kind \(varchar: 16) NOT NULL, object BIGINT NOT NULL, data \(.text) NOT NULL,
            at BIGINT NOT NULL
        )\(.tableEnd)
        """,
        "CREATE INDEX erasure_of_department ON erasure (department, id)",
        // How often files were to forget something, and how often they did.
        "CREATE TABLE forgetting (id \(.id) PRIMARY KEY, asked BIGINT NOT NULL, done BIGINT NOT NULL)\(.tableEnd)",
        "INSERT INTO forgetting (id, asked, done) VALUES (1, 0, 0)",
    ]
}
