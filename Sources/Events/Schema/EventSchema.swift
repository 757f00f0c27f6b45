import Storage

package enum EventSchema {
    package static let migrations = [
        Migration(
            2, "events",
            [
                """
                CREATE TABLE event (
                    id \(.id) PRIMARY KEY, position BIGINT UNIQUE, department BIGINT NOT NULL, kind VARCHAR(64) NOT NULL,
                    shape INTEGER NOT NULL, actor_kind VARCHAR(16) NOT NULL, actor BIGINT NOT NULL, cause VARCHAR(128),
                    ticket BIGINT, data TEXT NOT NULL, at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX event_of_ticket ON event (ticket, id)",
                """
                CREATE TABLE event_cursor (
                    reader VARCHAR(64) PRIMARY KEY, position BIGINT NOT NULL
                )\(.tableEnd)
                """,
                """
                CREATE TABLE event_lease (
                    name VARCHAR(64) PRIMARY KEY, holder BIGINT NOT NULL, until BIGINT NOT NULL
                )\(.tableEnd)
                """,
            ])
    ]
}
