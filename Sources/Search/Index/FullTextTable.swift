import Storage

/// The full text of a shelf in SQLite: an FTS5 table over `search_terms`. It walks its rows backwards and stops, so a word that stands
/// everywhere costs no more than one that does not.
struct FullTextTable {
    let shelf: Shelf

    /// What makes it in an empty database.
    var schema: [SQL] {
        [
            """
            CREATE VIRTUAL TABLE \(shelf.table) USING fts5(
                terms, content = 'search_terms', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')
            """,
            "INSERT INTO \(shelf.table) (\(shelf.table), rank) VALUES ('automerge', 8)",
        ]
    }

    /// The newest `most` documents that hold a text, from `oldest` on and before `limit`. A table with the column `id`, to be given a name.
    func newest(_ match: TextMatch, from oldest: Int64, before limit: Int64, most: Int) -> SQL {
        """
        (SELECT rowid AS id FROM \(shelf.table) WHERE \(shelf.table) MATCH \(FullText.fts5(match)) AND rowid < \(limit) AND rowid >= \(oldest)
            ORDER BY rowid DESC LIMIT \(most))
        """
    }

    /// Adds documents of its kinds whose ids a selection gives, from their rows in `search_terms`.
    func adding(_ ids: SQL) -> SQL {
        """
        INSERT INTO \(shelf.table) (rowid, terms)
        SELECT t.id, t.terms FROM search_document d JOIN search_terms t ON t.id = d.id
        WHERE d.kind IN \(anyOf: shelf.kinds) AND d.id IN (\(ids)) ORDER BY t.id
        """
    }

    /// Removes one document, which had these terms.
    func removing(_ id: Int64, _ terms: String) -> SQL {
        "INSERT INTO \(shelf.table) (\(shelf.table), rowid, terms) VALUES ('delete', \(id), \(terms))"
    }

    /// Merges up to so many of FTS5's pages of 4 kB; below zero it begins, with all segments in one merge.
    func merging(pages: Int) -> SQL {
        "INSERT INTO \(shelf.table) (\(shelf.table), rank) VALUES ('merge', \(pages))"
    }
}
