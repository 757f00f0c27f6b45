import Storage

package enum AutomationSchema {
    package static let migrations = [
        Migration(
            11, "automation",
            [
                """
                CREATE TABLE automatic_answer (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, address \(varchar: 320) NOT NULL, ticket BIGINT NOT NULL,
                    event BIGINT NOT NULL UNIQUE, at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX automatic_answer_by_address ON automatic_answer (department, address, at)",
                "CREATE INDEX automatic_answer_by_time ON automatic_answer (department, at)",
                "CREATE INDEX automatic_answer_of_ticket ON automatic_answer (ticket)",
                "CREATE TABLE answer_halt (department BIGINT PRIMARY KEY, halted_at BIGINT NOT NULL)\(.tableEnd)",
            ])
    ]
}
