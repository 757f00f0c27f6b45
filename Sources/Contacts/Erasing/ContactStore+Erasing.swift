import Primitives
import Storage

extension ContactStore {
    /// Empties the rows of contacts who are one person, and forgets the ways to them, their organisations, relations and timeline.
    /// The ids stay, for the tickets that name them. Throws ``ContactError/isAgent`` for who answers here.
    package func erase(_ family: [ID<Contact>], at now: Instant) throws {
        let isAgent = try tx.exists(
            """
            SELECT 1 AS one FROM agent WHERE contact IN \(anyOf: family)
            UNION ALL SELECT 1 AS one FROM contact WHERE id IN \(anyOf: family) AND agent IS NOT NULL
            """)
        if isAgent { throw ContactError.isAgent }
        try tx.run(
            """
            UPDATE contact SET name = '', folded = '', notes = '', language = NULL, is_vip = 0, organisation = NULL, erased_at = \(now),
                version = version + 1
            WHERE department = \(department) AND id IN \(anyOf: family)
            """)
        for table: SQL in ["identity", "contact_word", "membership", "relation", "timeline"] {
            try tx.run("DELETE FROM \(table) WHERE contact IN \(anyOf: family)")
        }
        try tx.run("DELETE FROM relation WHERE other IN \(anyOf: family)")
        try tx.run("UPDATE question SET contact = NULL WHERE contact IN \(anyOf: family)")
    }
}
