import Storage

package enum AccountSchema {
    package static let migrations = [
        Migration(
            7, "accounts",
            [
                """
                CREATE TABLE team (
                    id BIGINT PRIMARY KEY, department BIGINT NOT NULL REFERENCES department (id), name \(varchar: 190) NOT NULL,
                    tier INTEGER NOT NULL, UNIQUE (department, name)
                )\(.tableEnd)
                """,
                """
                CREATE TABLE role (
                    id BIGINT PRIMARY KEY, department BIGINT NOT NULL REFERENCES department (id), version BIGINT NOT NULL,
                    name \(varchar: 190) NOT NULL, built_in \(varchar: 16), grants \(.text) NOT NULL, UNIQUE (department, name)
                )\(.tableEnd)
                """,
                """
                CREATE TABLE agent (
                    id BIGINT PRIMARY KEY, version BIGINT NOT NULL, name \(varchar: 190) NOT NULL, email \(varchar: 190) NOT NULL UNIQUE,
                    contact BIGINT, language \(varchar: 8), zone \(varchar: 64), theme \(varchar: 16) NOT NULL, density \(varchar: 16) NOT NULL,
                    password \(varchar: 255), is_active INTEGER NOT NULL, made_at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                """
                CREATE TABLE agent_role (
                    agent BIGINT NOT NULL REFERENCES agent (id), role BIGINT NOT NULL REFERENCES role (id), PRIMARY KEY (agent, role)
                )\(.tableEnd)
                """,
                "CREATE INDEX agent_role_of_role ON agent_role (role)",
                """
                CREATE TABLE agent_team (
                    agent BIGINT NOT NULL REFERENCES agent (id), team BIGINT NOT NULL REFERENCES team (id), PRIMARY KEY (agent, team)
                )\(.tableEnd)
                """,
                "CREATE INDEX agent_team_of_team ON agent_team (team)",
                """
                CREATE TABLE session (
                    id BIGINT PRIMARY KEY, hash \(.hash) NOT NULL UNIQUE, previous \(.hash), previous_until BIGINT,
                    holder_kind \(varchar: 16) NOT NULL, holder BIGINT NOT NULL, department BIGINT, is_stale INTEGER NOT NULL,
                    made_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, csrf \(varchar: 64) NOT NULL,
                    device \(varchar: 190) NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX session_of_holder ON session (holder_kind, holder)",
                "CREATE INDEX session_previous ON session (previous)",
                "CREATE INDEX session_expires ON session (expires_at)",
                """
                CREATE TABLE access_token (
                    id BIGINT PRIMARY KEY, hash \(.hash) NOT NULL UNIQUE, holder_kind \(varchar: 16), holder BIGINT, department BIGINT,
                    purpose \(varchar: 32) NOT NULL, name \(varchar: 190) NOT NULL, made_at BIGINT NOT NULL, expires_at BIGINT,
                    used_at BIGINT, revoked_at BIGINT
                )\(.tableEnd)
                """,
                "CREATE INDEX access_token_of_holder ON access_token (holder_kind, holder)",
                """
                CREATE TABLE attempt (
                    subject \(varchar: 190) NOT NULL, bucket BIGINT NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (subject, bucket)
                )\(.tableEnd)
                """,
                "CREATE INDEX attempt_of_bucket ON attempt (bucket)",
                """
                CREATE TABLE audit (
                    number BIGINT PRIMARY KEY, department BIGINT, at BIGINT NOT NULL, actor_kind \(varchar: 16) NOT NULL,
                    actor BIGINT NOT NULL, what \(varchar: 64) NOT NULL, data \(.text) NOT NULL, previous \(.hash) NOT NULL, hash \(.hash) NOT NULL
                )\(.tableEnd)
                """,
                "CREATE INDEX audit_of_department ON audit (department, number)",
                """
                CREATE TABLE audit_head (
                    one INTEGER PRIMARY KEY, number BIGINT NOT NULL, hash \(.hash) NOT NULL
                )\(.tableEnd)
                """,
            ])
    ]
}
