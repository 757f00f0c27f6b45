import Knowledge
import Primitives
import Search
import Storage

/// Finds the tickets that hold each of some words, though no one message holds them all: among those of the rarest word, which are asked
/// for the others. So a rare word is found beside one that stands everywhere.
struct SpreadWords {
    private static let most = 4
    /// So many of the newest documents of the rarest word lead to tickets.
    private static let mostOfRarest = 100
    /// So many of the newest documents of each word are known without their texts.
    private static let mostKnown = 500
    /// Documents of these tickets, and of them texts, looked at.
    private static let mostLookedAt = 4000
    private static let mostRead = 1000

    /// One of the words, and where it stands.
    private struct Word {
        let probe: TermProbe
        let documents: Set<Int64>
        /// Whether it stands in documents older than this is not known.
        let oldest: Int64

        init(_ part: TextMatch, _ index: SearchIndex) throws {
            let newest = try index.ids(part, from: .min, before: nil, most: SpreadWords.mostKnown)
            probe = TermProbe(part)
            documents = newest.union(try index.pending(part))
            oldest = newest.count < SpreadWords.mostKnown ? .min : newest.min() ?? .min
        }

        /// `nil` where it is not known.
        func stands(in document: Int64) -> Bool? {
            documents.contains(document) ? true : document < oldest ? nil : false
        }
    }

    private struct Found {
        let ticket: ID<Ticket>
        let document: Int64
    }

    private let tx: Transaction
    private let department: ID<Department>
    private let index: SearchIndex
    private let words: [Word]

    init(_ match: TextMatch, _ tx: Transaction, _ department: ID<Department>, _ index: SearchIndex) throws {
        self.tx = tx
        self.department = department
        self.index = index
        words = (2...Self.most).contains(match.parts.count) ? try match.parts.map { try Word($0, index) } : []
    }

    /// With the newest document that holds one of the words.
    func tickets() throws -> [(ticket: ID<Ticket>, newest: ID<DocumentHit>)] {
        // The rarer a word, the fewer it has, or the farther back so many of them go.
        guard let rarest = words.min(by: { ($0.documents.count, $0.oldest) < ($1.documents.count, $1.oldest) }), !rarest.documents.isEmpty
        else { return [] }
        let found = try documents(leadTo: rarest.documents.sorted(by: >).prefix(Self.mostOfRarest)), texts = try texts(found.map(\.document))
        return Dictionary(grouping: found, by: \.ticket).compactMap { ticket, found in
            let held = found.map { one in (one.document, words.indices.filter { stands($0, in: one.document, texts) }) }.filter { !$1.isEmpty }
            let isSpread = Set(held.flatMap(\.1)).count == words.count && !held.contains { $1.count == words.count }
            return isSpread ? held.map(\.0).max().map { (ticket, ID($0)) } : nil
        }
    }

    private func stands(_ word: Int, in document: Int64, _ texts: [Int64: TermColumn]) -> Bool {
        words[word].stands(in: document) ?? texts[document]?.matches(words[word].probe) ?? false
    }

    /// All documents of the tickets that some belong to.
    private func documents(leadTo some: ArraySlice<Int64>) throws -> [Found] {
        let tickets = try tx.column(
            Int64.self,
            """
            SELECT DISTINCT d.ticket FROM \(index.these(Array(some))) h \(.thenJoin) search_document d ON d.id = h.id
            WHERE d.ticket IS NOT NULL AND d.department = \(department)
            """)
        return try tx.rows(
            "SELECT d.ticket, d.id FROM \(index.these(tickets)) h \(.thenJoin) search_document d ON d.ticket = h.id LIMIT \(Self.mostLookedAt)"
        ).map { Found(ticket: try $0("ticket"), document: try $0("id")) }
    }

    /// The texts of those of which it matters: where nothing else tells whether a word stands in them.
    private func texts(_ documents: [Int64]) throws -> [Int64: TermColumn] {
        let unknown = documents.filter { document in words.contains { $0.stands(in: document) == nil } }.prefix(Self.mostRead)
        if unknown.isEmpty { return [:] }
        let rows = try tx.rows("SELECT s.id, s.terms FROM \(index.these(Array(unknown))) h \(.thenJoin) search_terms s ON s.id = h.id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0("id"), TermColumn(try $0("terms"))) })
    }
}
