/// The tables of Storage itself.
package enum StorageSchema {
    package static let migrations = [
        Migration(
            1, "storage",
            [
                """
                CREATE TABLE blob (
                    department BIGINT NOT NULL, hash \(.bytes) NOT NULL, size BIGINT NOT NULL, made_at BIGINT NOT NULL,
                    orphan_since BIGINT, bytes \(.bytes), PRIMARY KEY (department, hash)
                )\(.tableEnd)
                """,
                "CREATE INDEX blob_by_hash ON blob (hash)",
                "CREATE TABLE blob_removal (hash \(.bytes) NOT NULL PRIMARY KEY)\(.tableEnd)",
                """
                CREATE TABLE sealed_key (
                    purpose VARCHAR(64) NOT NULL, number BIGINT NOT NULL, sealed \(.bytes) NOT NULL,
                    made_at BIGINT NOT NULL, PRIMARY KEY (purpose, number)
                )\(.tableEnd)
                """,
            ])
    ]
}
