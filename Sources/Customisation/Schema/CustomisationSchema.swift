import Storage

package enum CustomisationSchema {
    package static let migrations = [
        Migration(
            6, "customisation",
            [
                """
                CREATE TABLE department (
                    id BIGINT PRIMARY KEY, version BIGINT NOT NULL, name \(varchar: 190) NOT NULL, prefix \(varchar: 16) NOT NULL UNIQUE,
                    language \(varchar: 8) NOT NULL, zone \(varchar: 64) NOT NULL, made_at BIGINT NOT NULL
                )\(.tableEnd)
                """,
                """
                CREATE TABLE setting (
                    department BIGINT NOT NULL, scope \(varchar: 16) NOT NULL, object BIGINT NOT NULL, name \(varchar: 64) NOT NULL,
                    version BIGINT NOT NULL, value \(.text) NOT NULL, changed_at BIGINT NOT NULL,
                    PRIMARY KEY (department, scope, object, name)
                )\(.tableEnd)
                """,
                """
                CREATE TABLE revision (
                    name \(varchar: 64) PRIMARY KEY, number BIGINT NOT NULL
                )\(.tableEnd)
                """,
            ]),
        Migration(17, "departments apart", ["ALTER TABLE department ADD COLUMN home \(.bytes)"]),
    ]
}
