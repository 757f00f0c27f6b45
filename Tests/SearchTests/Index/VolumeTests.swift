import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Search

/// The index that a server's desk keeps in tables; on SQLite the same documents must be found by the engine's own.
@Suite struct VolumeTests {
    private static let department = ID<Department>(1)

    private func put(_ ids: some Sequence<Int64> & Sendable, in db: Database, _ text: @escaping @Sendable (Int64) -> String) async throws {
        for slice in Array(ids).chunks(of: 100) {
            try await db.write { tx in
                let store = SearchStore(tx, department: Self.department)
                for id in slice { try store.put(SearchDocument(.message, id, ticket: 7, text: text(id), language: .en), isNew: true) }
            }
        }
    }

    private func newest(_ words: String, _ db: Database, before limit: Int64? = nil, most: Int = 1000) async throws -> [Int64] {
        guard case .text(let match) = try parsed(words).expression else { return [] }
        return try await db.read { tx in
            let index = try SearchIndex(tx, .tickets)
            return try tx.column(Int64.self, "SELECT h.id FROM \(index.newest(match, before: limit, most: most)) h").sorted(by: >)
        }
    }

    private func fold(_ db: Database) async throws {
        try await db.write { tx in try SearchStore(tx, department: Self.department).fold() }
    }

    private func isAnywhere(_ term: String, _ db: Database) async throws -> Bool {
        try await db.read { tx in
            try tx.exists("SELECT term FROM \(Shelf.tickets.volumes) WHERE term = \(term)")
                || tx.exists("SELECT terms FROM derived_search_gone WHERE terms LIKE \("%\(term)%")")
                || tx.exists("SELECT terms FROM search_terms WHERE terms LIKE \("%\(term)%")")
        }
    }

    @Test("of a word that stands everywhere the newest are found, page after page")
    func pages() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            try await put(1...3000, in: db) { "printer \($0 % 3 == 0 ? "dead" : "fine")" }
            try await fold(db)
            for _ in 0..<2 {
                #expect(try await newest("printer", db, most: 50) == Array((2951...3000).reversed()))
                #expect(try await newest("printer dead", db, before: 1000, most: 3) == [999, 996, 993])
                #expect(try await newest("\"printer dead\"", db, before: 5, most: 10) == [3])
                #expect(try await newest("printer -dead", db, before: 5, most: 10) == [4, 2, 1])
                try await SearchTidying(db).finish()
            }
        }
    }

    @Test("few volumes are left where many were made, and the same is found", .enabled(if: TestEngine.current != .sqlite))
    func binding() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            let text: @Sendable (Int64) -> String = { "alpha w\($0 % 7) \($0 % 2 == 0 ? "beta gamma" : "gamma beta") n\($0)" }
            for start in stride(from: Int64(0), to: 400, by: 20) {
                try await put(start..<start + 20, in: db, text)
                try await fold(db)
            }
            // Removed, replaced, and replaced again before and after it was filled in.
            try await db.write { tx in
                let store = SearchStore(tx, department: Self.department)
                for id: Int64 in [5, 6, 350] { try store.remove(.message, id) }
                for id: Int64 in [8, 9] { try store.put(SearchDocument(.message, id, ticket: 7, text: "delta epsilon", language: .en)) }
            }
            try await fold(db)
            try await db.write { tx in
                try SearchStore(tx, department: Self.department).put(SearchDocument(.message, 9, ticket: 7, text: "alpha zeta", language: .en))
            }
            try await fold(db)
            let queries = ["alpha", "w3", "\"beta gamma\"", "n5", "n350", "delta", "zeta", "delta OR zeta", "alpha -w1", "n1*", "epsilon alpha"]
            var before: [[Int64]] = []
            for query in queries { before.append(try await newest(query, db)) }
            #expect(before[0].count == 400 - 4 && before[3].isEmpty && before[5] == [8] && before[6] == [9])
            try await SearchTidying(db).finish()
            for (query, ids) in zip(queries, before) { #expect(try await newest(query, db) == ids, "\(query)") }
            let volumes = try await db.read { tx in try VolumeStore(tx: tx, shelf: .tickets).volumes() }
            #expect(volumes.count < Volume.many)
            #expect(volumes.reduce(0) { $0 + $1.documents } == 397)
        }
    }

    @Test("thousands of documents that were replaced are found by their new words alone")
    func replaced() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            try await put(1...2600, in: db) { "alpha n\($0 % 3)" }
            try await fold(db)
            for slice in Array(Int64(1)...1300).chunks(of: 100) {
                try await db.write { tx in
                    let store = SearchStore(tx, department: Self.department)
                    for id in slice { try store.put(SearchDocument(.message, id, ticket: 7, text: "beta", language: .en)) }
                }
            }
            try await fold(db)
            #expect(try await newest("alpha", db, most: 5000) == Array((1301...2600).reversed()))
            #expect(try await newest("alpha OR beta", db, before: 1303, most: 4) == [1302, 1301, 1300, 1299])
            #expect(try await newest("beta", db, most: 5000).count == 1300)
        }
    }

    @Test("removed words leave the tables of a server, and only they", .enabled(if: TestEngine.current != .sqlite))
    func purge() async throws {
        try await TestEngine.current.withDatabase(SearchSchema.migrations) { db in
            try await put(1...40, in: db) { $0 == 20 ? "printer hunter2secret" : "printer paper" }
            try await fold(db)
            try await put(41...42, in: db) { $0 == 41 ? "printer passphrase99" : "printer" }
            try await db.write { tx in
                let store = SearchStore(tx, department: Self.department)
                try store.put(SearchDocument(.message, 20, ticket: 7, text: "printer hidden", language: .en))
                try store.remove(.message, 41)
                try store.askForPurge(.tickets)
            }
            #expect(try await newest("hunter2secret", db).isEmpty)
            try await SearchPurge(db).finish()
            for term in ["xhunter2secret", "xpassphrase99"] { #expect(try await !isAnywhere(term, db)) }
            try await fold(db)
            #expect(try await newest("printer", db).count == 41)
            #expect(try await newest("hidden", db) == [20])
        }
    }

    @Test("what is read from a list is what was written")
    func lists() {
        var generator = Repeating(state: 5)
        for _ in 0..<200 {
            var id: Int64 = 0, documents: [(Int64, [Int])] = []
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                id += Int64.random(in: 1...(Bool.random(using: &generator) ? 3 : 1 << 45), using: &generator)
                var places: Set<Int> = []
                for _ in 0..<Int.random(in: 1...5, using: &generator) { places.insert(Int.random(in: 0...30_000, using: &generator)) }
                documents.append((id, places.sorted()))
            }
            var writer = PostingWriter()
            for (id, places) in documents { for place in places { writer.add(id, at: place) } }
            #expect(PostingReader.ids(writer.ids, count: writer.documents) == documents.map(\.0))
            #expect(PostingReader.parts(writer.places).map(PostingReader.places) == documents.map(\.1))
            var copy = PostingWriter()
            for (index, part) in PostingReader.parts(writer.places).enumerated() { copy.add(documents[index].0, copying: part) }
            #expect(copy.ids == writer.ids && copy.places == writer.places)
        }
    }
}

extension Array {
    fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
