import Storage

package enum SearchSchema {
    package static let migrations = [
        Migration(
            5, "search",
            [
                // The id is that of the object indexed. The terms lie apart, so that who may see a hit is asked of narrow rows.
                """
                CREATE TABLE search_document (
                    id \(.id) PRIMARY KEY, department BIGINT NOT NULL, kind VARCHAR(16) NOT NULL, ticket BIGINT, language VARCHAR(8)
                )\(.tableEnd)
                """,
                "CREATE INDEX search_document_of_ticket ON search_document (ticket)",
                "CREATE TABLE search_terms (id \(.id) PRIMARY KEY, terms TEXT NOT NULL)\(.tableEnd)",
                // Numbered from one after each fold, with the bytes of all up to it.
                """
                CREATE TABLE search_pending (
                    number \(.id) PRIMARY KEY, id BIGINT NOT NULL UNIQUE, bytes BIGINT NOT NULL
                )\(.tableEnd)
                """,
                """
                CREATE TABLE search_purge (
                    shelf VARCHAR(16) PRIMARY KEY, asked BIGINT NOT NULL, running BIGINT NOT NULL, done BIGINT NOT NULL
                )\(.tableEnd)
                """,
            ] + Shelf.allCases.flatMap(\.schema))
    ]
}

extension Shelf {
    fileprivate var schema: [SQL] {
        [
            """
            CREATE VIRTUAL TABLE \(table) USING fts5(
                terms, content = 'search_terms', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')
            """,
            "INSERT INTO \(table) (\(table), rank) VALUES ('automerge', 8)",
            "INSERT INTO search_purge (shelf, asked, running, done) VALUES (\(self), 0, 0, 0)",
        ]
    }
}
