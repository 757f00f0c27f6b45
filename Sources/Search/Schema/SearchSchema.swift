import Storage

package enum SearchSchema {
    package static let migrations = [
        Migration(5, "search") { dialect in
            [
                // The id is that of the object indexed. The terms lie apart, so that who may see a hit is asked of narrow rows.
                """
                CREATE TABLE search_document (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, kind \(varchar: 16) NOT NULL, ticket BIGINT, language \(varchar: 8)
                )\(.tableEnd)
                """,
                "CREATE INDEX search_document_of_ticket ON search_document (ticket)",
                "CREATE TABLE search_terms (id \(.id) PRIMARY KEY, terms \(.text) NOT NULL)\(.tableEnd)",
                // Numbered from one after each fold, with the bytes of all up to it; on a server by its id, with its own bytes.
                """
                CREATE TABLE search_pending (
                    number \(.id) PRIMARY KEY, id BIGINT NOT NULL UNIQUE, bytes BIGINT NOT NULL
                )\(.tableEnd)
                """,
                """
                CREATE TABLE search_purge (
                    shelf \(varchar: 16) PRIMARY KEY, asked BIGINT NOT NULL, running BIGINT NOT NULL, done BIGINT NOT NULL
                )\(.tableEnd)
                """,
            ] + fullText(dialect)
        }
    ]

    /// SQLite has an index of words, the others have one in tables.
    private static func fullText(_ dialect: Dialect) -> [SQL] {
        if dialect == .sqlite { return Shelf.allCases.flatMap { FullTextTable(shelf: $0).schema + [$0.purge] } }
        return VolumeStore.schema(dialect) + Shelf.allCases.map(\.purge)
    }
}

extension Shelf {
    fileprivate var purge: SQL { "INSERT INTO search_purge (shelf, asked, running, done) VALUES (\(self), 0, 0, 0)" }
}
