import Storage

package enum KnowledgeSchema {
    package static let migrations = [
        Migration(
            9, "knowledge",
            [
                """
                CREATE TABLE article (
                    id \(.id) PRIMARY KEY, version BIGINT NOT NULL, department BIGINT NOT NULL REFERENCES department (id),
                    stage \(varchar: 16) NOT NULL, audience \(varchar: 16) NOT NULL, is_listed INTEGER NOT NULL, language \(varchar: 8) NOT NULL,
                    team BIGINT REFERENCES team (id), category BIGINT, origin BIGINT, author BIGINT REFERENCES agent (id),
                    tags \(.text) NOT NULL, helped BIGINT NOT NULL, made_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, binned_at BIGINT
                )\(.tableEnd)
                """,
                "CREATE INDEX article_by_change ON article (department, changed_at, id)",
                "CREATE INDEX article_by_stage ON article (department, stage, changed_at, id)",
                "CREATE INDEX article_for_customers ON article (department, audience, is_listed, helped, id)",
                "CREATE INDEX article_of_origin ON article (origin)",
                """
                CREATE TABLE article_text (
                    article BIGINT NOT NULL REFERENCES article (id), language \(varchar: 8) NOT NULL, version BIGINT NOT NULL,
                    title \(varchar: 250) NOT NULL, problem \(.text) NOT NULL, cause \(.text) NOT NULL, steps \(.text) NOT NULL, author BIGINT,
                    at BIGINT NOT NULL, is_current INTEGER NOT NULL, PRIMARY KEY (article, language, version)
                )\(.tableEnd)
                """,
                """
                CREATE TABLE article_word (
                    department BIGINT NOT NULL, word \(varchar: 80) NOT NULL, article BIGINT NOT NULL REFERENCES article (id),
                    weight INTEGER NOT NULL, PRIMARY KEY (department, word, article)
                )\(.tableEnd)
                """,
                "CREATE INDEX article_word_of_article ON article_word (article)",
            ])
    ]
}
