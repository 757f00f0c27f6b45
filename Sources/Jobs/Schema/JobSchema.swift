import Storage

package enum JobSchema {
    package static let migrations = [
        Migration(
            3, "jobs",
            [
                """
                CREATE TABLE job (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, kind VARCHAR(64) NOT NULL, payload TEXT NOT NULL,
                    once VARCHAR(190) UNIQUE, state VARCHAR(16) NOT NULL, due_at BIGINT NOT NULL,
                    tries INTEGER NOT NULL, words TEXT, made_at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX job_due ON job (state, due_at)",
            ])
    ]
}
