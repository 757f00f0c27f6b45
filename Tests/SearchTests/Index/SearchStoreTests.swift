import Primitives
import Storage
import StorageTesting
import Testing

@testable import Search

@Suite struct SearchStoreTests {
    private static let department = ID<Department>(1)

    private func found(_ words: String, _ db: Database, _ shelf: Shelf = .tickets) async throws -> Set<Int64> {
        guard case .text(let match) = try parsed(words).expression else { return [] }
        return try await db.read { tx in
            let index = try SearchIndex(tx, shelf)
            let folded = try tx.column(Int64.self, "SELECT h.id FROM \(index.newest(match, before: nil, most: 1000)) h")
            let pending = try index.pending(match)
            #expect(Set(folded).isDisjoint(with: pending))
            return Set(folded + pending)
        }
    }

    private func put(
        _ id: Int64, _ text: String, in db: Database, _ kind: SearchDocument.Kind = .message, ticket: Int64? = 7, isNew: Bool = true
    ) async throws {
        try await db.write { tx in
            try SearchStore(tx, department: Self.department).put(
                SearchDocument(kind, id, ticket: ticket, text: text, language: .en), isNew: isNew)
        }
    }

    @Test("a document is found while it waits and after, and no more after it is replaced or removed")
    func lifecycle() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            for isFolded in [false, true] {
                func settle() async throws {
                    if isFolded { try await db.write { tx in try SearchStore(tx, department: Self.department).fold() } }
                }
                try await put(1, "blue printers", in: db)
                try await settle()
                #expect(try await found("printer", db) == [1])
                #expect(try await found("\"blue printers\"", db) == [1])
                try await put(1, "green scanners", in: db, isNew: false)
                try await settle()
                #expect(try await found("printer", db).isEmpty)
                #expect(try await found("scan*", db) == [1])
                try await db.write { tx in
                    try SearchStore(tx, department: Self.department).removeAll(of: 7)
                    try SearchStore(tx, department: Self.department).askForPurge(.tickets)
                }
                #expect(try await found("scanner", db).isEmpty)
            }
        }
    }

    @Test("few documents wait at most, however many come and however long they are")
    func bounded() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            for id in 1...600 { try await put(Int64(id), "number \(id) printer", in: db) }
            let waiting = try await db.read { tx in try tx.value(Int.self, "SELECT count(*) FROM search_pending") ?? 0 }
            #expect(waiting < SearchStore.mostPending * 3 / 2)
            #expect(try await found("printers", db).count == 600)
            let long = (0..<90_000).map { "w\($0)" }.joined(separator: " ")
            try await put(1000, long, in: db)
            let after = try await db.read { tx in try tx.value(Int.self, "SELECT count(*) FROM search_pending") ?? 0 }
            #expect(after < waiting)
        }
    }

    @Test("an article is not among tickets, nor a ticket among articles")
    func shelves() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            try await put(1, "printer", in: db, .message)
            try await put(2, "printer", in: db, .article, ticket: nil)
            try await put(3, "printer", in: db, .question, ticket: nil)
            for _ in 0..<2 {
                #expect(try await found("printer", db, .tickets) == [1])
                #expect(try await found("printer", db, .articles) == [2])
                #expect(try await found("printer", db, .questions) == [3])
                try await db.write { tx in try SearchStore(tx, department: Self.department).fold() }
            }
        }
    }

    @Test("another department's documents cannot be removed")
    func departments() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            try await put(1, "printer", in: db)
            try await db.write { tx in try SearchStore(tx, department: ID(2)).remove(.message, 1) }
            #expect(try await found("printer", db) == [1])
        }
    }

    @Test("what waits is found by the same queries as what the engine holds")
    func agreement() async throws {
        let texts = [
            "the printer is dead", "printers, printing and 42", "LBT-1042 was merged", "e-mail to ana@example.com", "conexión perdida", "日本語 の 本",
        ]
        let queries = ["printer", "print*", "\"printer is\"", "LBT-1042", "lbt1042", "email", "ana@example.com", "conexion", "日本", "printer -dead", "42 OR merged"]
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            for (id, text) in texts.enumerated() { try await put(Int64(id + 1), text, in: db) }
            var waiting: [Set<Int64>] = []
            for query in queries { waiting.append(try await found(query, db)) }
            try await db.write { tx in try SearchStore(tx, department: Self.department).fold() }
            for (query, ids) in zip(queries, waiting) { #expect(try await found(query, db) == ids, "\(query)") }
            #expect(waiting.filter(\.isEmpty).isEmpty)
        }
    }
}
