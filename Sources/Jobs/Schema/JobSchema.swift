import Storage

package enum JobSchema {
    package static let migrations = [
        Migration(
            3, "jobs",
            [
                """
                CREATE TABLE job (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, kind \(varchar: 64) NOT NULL, payload \(.text) NOT NULL,
                    once \(varchar: 190) UNIQUE, state \(varchar: 16) NOT NULL, due_at BIGINT NOT NULL,
                    tries INTEGER NOT NULL, words \(.text), made_at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX job_due ON job (state, due_at)",
            ])
    ]
}
