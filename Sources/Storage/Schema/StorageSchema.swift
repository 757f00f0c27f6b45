/// The tables of Storage itself.
package enum StorageSchema {
    package static let migrations = [
        Migration(
            1, "storage",
            [
                """
                CREATE TABLE \(.blob) (
                    department BIGINT NOT NULL, hash \(.hash) NOT NULL, size BIGINT NOT NULL, made_at BIGINT NOT NULL,
                    orphan_since BIGINT, bytes \(.bytes), PRIMARY KEY (department, hash)
                )\(.tableEnd)
                """,
                "CREATE INDEX blob_by_hash ON \(.blob) (hash)",
                "CREATE TABLE blob_removal (hash \(.hash) NOT NULL PRIMARY KEY)\(.tableEnd)",
                """
                CREATE TABLE sealed_key (
                    purpose \(varchar: 64) NOT NULL, number BIGINT NOT NULL, sealed \(.bytes) NOT NULL,
                    made_at BIGINT NOT NULL, PRIMARY KEY (purpose, number)
                )\(.tableEnd)
                """,
            ]),
        // What other processes look at where the server has no word for them.
        Migration(
            15, "pulse",
            ["CREATE TABLE pulse (one INTEGER PRIMARY KEY, n BIGINT NOT NULL)\(.tableEnd)", "INSERT INTO pulse (one, n) VALUES (1, 0)"]),
        Migration(
            16, "nodes",
            [
                """
                CREATE TABLE node (
                    number BIGINT PRIMARY KEY, holder BIGINT NOT NULL, is_serving INTEGER NOT NULL, blobs \(varchar: 16) NOT NULL,
                    name \(varchar: 190) NOT NULL, until BIGINT NOT NULL
                )\(.tableEnd)
                """,
                // Blobs that are larger than a row holds, where the database keeps them too.
                """
                CREATE TABLE blob_piece (
                    department BIGINT NOT NULL, hash \(.hash) NOT NULL, number BIGINT NOT NULL, bytes \(.bytes) NOT NULL,
                    PRIMARY KEY (department, hash, number)
                )\(.tableEnd)
                """,
            ]),
    ]
}
