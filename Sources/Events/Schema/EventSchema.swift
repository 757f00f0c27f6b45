import Storage

package enum EventSchema {
    package static let migrations = [
        Migration(
            2, "events",
            [
                """
                CREATE TABLE event (
                    id \(.id) PRIMARY KEY, position BIGINT UNIQUE, department BIGINT NOT NULL, kind \(varchar: 64) NOT NULL,
                    shape INTEGER NOT NULL, actor_kind \(varchar: 16) NOT NULL, actor BIGINT NOT NULL, cause \(varchar: 128),
                    ticket BIGINT, data \(.text) NOT NULL, at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX event_of_ticket ON event (ticket, id)",
                """
                CREATE TABLE event_cursor (
                    reader \(varchar: 64) PRIMARY KEY, position BIGINT NOT NULL
                )\(.tableEnd)
                """,
                """
                CREATE TABLE event_lease (
                    name \(varchar: 64) PRIMARY KEY, holder BIGINT NOT NULL, until BIGINT NOT NULL
                )\(.tableEnd)
                """,
            ])
    ]
}
