import Storage

package enum APISchema {
    package static let migrations = [
        Migration(
            13, "api",
            [
                // Answers to requests with an `Idempotency-Key`; without status while the request is at work.
                """
                CREATE TABLE idempotency (
                    id BIGINT PRIMARY KEY, agent BIGINT NOT NULL, name \(varchar: 190) NOT NULL, request \(.hash) NOT NULL,
                    status INTEGER, answer \(.text) NOT NULL, made_at BIGINT NOT NULL, UNIQUE (agent, name)
                )\(.tableEnd)
                """,
                "CREATE INDEX idempotency_by_time ON idempotency (made_at)",
            ])
    ]
}
