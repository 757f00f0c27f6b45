import Storage

/// The full text of a shelf, in each engine's own way: an FTS5 table over `search_terms`, a column `tsvector`, or an InnoDB full text.
struct FullTextTable {
    private let shelf: Shelf
    private let dialect: Dialect

    init(_ shelf: Shelf, _ dialect: Dialect) {
        self.shelf = shelf
        self.dialect = dialect
    }

    /// What makes it in an empty database.
    var schema: [SQL] {
        return switch dialect {
        case .sqlite:
            [
                """
                CREATE VIRTUAL TABLE \(table) USING fts5(
                    terms, content = 'search_terms', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')
                """,
                "INSERT INTO \(table) (\(table), rank) VALUES ('automerge', 8)",
            ]
        case .postgres:
            [
                "CREATE TABLE \(table) (id \(.id) PRIMARY KEY, terms TSVECTOR NOT NULL)",
                "CREATE INDEX \(table)_terms ON \(table) USING gin (terms)",
            ]
        case .mariadb:
            ["CREATE TABLE \(table) (id \(.id) PRIMARY KEY, terms \(.text) NOT NULL, FULLTEXT KEY \(table)_terms (terms))\(.tableEnd)"]
        }
    }

    /// Whether new documents wait beside it until there are enough: FTS5 writes a segment for each transaction.
    static func isFilledInSlices(_ dialect: Dialect) -> Bool { dialect == .sqlite }

    /// The newest `most` documents that hold a text, from `oldest` on and before `limit`. A table with the column `id`, to be given a name.
    ///
    /// FTS5 walks its rows backwards and stops, so a word that stands everywhere costs no more than one that does not.
    func newest(_ match: TextMatch, from oldest: Int64, before limit: Int64, most: Int) -> SQL {
        "(SELECT \(key) AS id FROM \(table) WHERE \(holds(match)) AND \(key) < \(limit) AND \(key) >= \(oldest) ORDER BY \(key) DESC LIMIT \(most))"
    }

    /// A table of its own on a server is one of those that can be made anew.
    private var table: SQL {
        dialect == .sqlite ? shelf.table : "derived_\(shelf.table)"
    }

    private var key: SQL { dialect == .sqlite ? "rowid" : "id" }

    private func holds(_ match: TextMatch) -> SQL {
        switch dialect {
        case .sqlite: "\(table) MATCH \(FullText.fts5(match))"
        case .postgres: "terms @@ to_tsquery('simple', \(FullText.postgres(match)))"
        case .mariadb: "MATCH (terms) AGAINST (\(FullText.mariadb(match)) IN BOOLEAN MODE)"
        }
    }

    /// Adds documents of its kinds whose ids a selection gives, from their rows in `search_terms`.
    func adding(_ ids: SQL) -> SQL {
        let terms: SQL = dialect == .postgres ? "to_tsvector('simple', t.terms)" : "t.terms"
        return """
            INSERT INTO \(table) (\(key), terms)
            SELECT t.id, \(terms) FROM search_document d JOIN search_terms t ON t.id = d.id
            WHERE d.kind IN \(anyOf: shelf.kinds) AND d.id IN (\(ids)) ORDER BY t.id
            """
    }

    /// Adds one document.
    func adding(_ id: Int64, _ terms: String) -> SQL {
        switch dialect {
        case .sqlite, .mariadb: "INSERT INTO \(table) (\(key), terms) VALUES (\(id), \(terms))"
        case .postgres: "INSERT INTO \(table) (id, terms) VALUES (\(id), to_tsvector('simple', \(terms)))"
        }
    }

    /// Removes documents of its kinds whose ids a selection gives, while their rows are as they were.
    func removing(_ ids: SQL) -> SQL {
        guard dialect == .sqlite else { return "DELETE FROM \(table) WHERE id IN (\(ids))" }
        return """
            INSERT INTO \(table) (\(table), rowid, terms)
            SELECT 'delete', t.id, t.terms FROM search_terms t JOIN search_document d ON d.id = t.id
            WHERE t.id IN (\(ids)) AND d.kind IN \(anyOf: shelf.kinds)
            """
    }

    /// Removes one document, which had these terms.
    func removing(_ id: Int64, _ terms: String) -> SQL {
        switch dialect {
        case .sqlite: "INSERT INTO \(table) (\(table), rowid, terms) VALUES ('delete', \(id), \(terms))"
        case .postgres, .mariadb: "DELETE FROM \(table) WHERE id = \(id)"
        }
    }

    /// Merges up to so many of FTS5's pages of 4 kB; below zero it begins, with all segments in one merge.
    func merging(pages: Int) -> SQL {
        "INSERT INTO \(table) (\(table), rank) VALUES ('merge', \(pages))"
    }
}
