import Storage

/// What the volumes of a shelf say of terms. Each is read once for a search: how many documents hold a term first, which, where it matters.
final class VolumeReader {
    /// Where a term stands in a volume.
    struct Entry {
        let documents: Int
        var ids: [Int64] = []
        var parts: [ArraySlice<UInt8>] = []
    }

    /// So many documents that are gone are known by heart.
    private static let fewGone = 1000

    private let tx: Transaction
    private let shelf: Shelf
    private var entries: [Int64: [String: Entry]] = [:]
    private var sized: [Int64: Set<TermPattern>] = [:]
    private var read: [Int64: Set<TermPattern>] = [:]
    private var placed: [Int64: Set<TermPattern>] = [:]

    init(_ tx: Transaction, _ shelf: Shelf) {
        self.tx = tx
        self.shelf = shelf
    }

    /// The one with the newest document first.
    private(set) lazy var volumes: Result<[Volume], any Error> = Result {
        try VolumeStore(tx: tx, shelf: shelf).volumes().sorted { ($0.last, $0.number) > ($1.last, $1.number) }
    }

    /// What a volume says of a term, or of all that begin with it.
    func entries(_ pattern: TermPattern, _ volume: Volume) -> [Entry] {
        guard let terms = entries[volume.number] else { return [] }
        if pattern.isPrefix { return terms.filter { $0.key.hasPrefix(pattern.text) }.map(\.value) }
        return terms[pattern.text].map { [$0] } ?? []
    }

    /// Has volumes say how many documents hold these terms.
    func size(_ patterns: Set<TermPattern>, in volumes: [Volume]) throws {
        let unknown = volumes.filter { !(sized[$0.number]?.isSuperset(of: patterns) ?? false) }
        for volume in unknown { sized[volume.number, default: []].formUnion(patterns) }
        for condition in conditions(patterns, in: unknown) {
            for row in try tx.rows("SELECT volume, term, documents FROM \(shelf.volumes) WHERE \(condition)") {
                let volume: Int64 = try row("volume"), term: String = try row("term")
                if entries[volume]?[term] == nil { entries[volume, default: [:]][term] = Entry(documents: try row("documents")) }
            }
        }
    }

    /// Has volumes say which documents hold these terms, and of words of phrases where.
    func read(_ patterns: Set<TermPattern>, inPhrases: Set<TermPattern>, in volumes: [Volume]) throws {
        let words = patterns.subtracting(inPhrases)
        let unread = volumes.filter { !(read[$0.number]?.isSuperset(of: words) ?? false) }
        for volume in unread { read[volume.number, default: []].formUnion(words) }
        for condition in conditions(words, in: unread) {
            for row in try tx.rows("SELECT volume, term, documents, ids FROM \(shelf.volumes) WHERE \(condition)") { try keep(row, []) }
        }
        let unplaced = volumes.filter { !(placed[$0.number]?.isSuperset(of: inPhrases) ?? false) }
        for volume in unplaced { placed[volume.number, default: []].formUnion(inPhrases) }
        for condition in conditions(inPhrases, in: unplaced) {
            for row in try tx.rows("SELECT volume, term, documents, ids, places FROM \(shelf.volumes) WHERE \(condition)") {
                try keep(row, PostingReader.parts(try row("places")))
            }
        }
    }

    private func keep(_ row: Row, _ parts: [ArraySlice<UInt8>]) throws {
        let volume: Int64 = try row("volume"), term: String = try row("term"), documents: Int = try row("documents")
        let known = entries[volume]?[term]
        if parts.isEmpty, known?.ids.isEmpty == false { return }
        entries[volume, default: [:]][term] = Entry(
            documents: documents, ids: PostingReader.ids(try row("ids"), count: documents), parts: parts)
    }

    private func conditions(_ patterns: Set<TermPattern>, in volumes: [Volume]) -> [SQL] {
        if volumes.isEmpty { return [] }
        let place: SQL = "volume IN \(anyOf: volumes.map(\.number))"
        let whole = patterns.filter { !$0.isPrefix }.map(\.text).sorted()
        return (whole.isEmpty ? [] : ["\(place) AND term IN \(anyOf: whole)"])
            + patterns.filter(\.isPrefix).map { "\(place) AND term >= \($0.text) AND term < \($0.end)" }
    }

    /// Which of the documents of a volume, ascending, it should not hold any more.
    func gone(_ ids: [Int64], from volume: Volume) throws -> Set<Int64> {
        if ids.isEmpty { return [] }
        if let few = try fewGone.get() { return Set(ids.filter { few[$0].map { $0 >= volume.number } ?? false }) }
        let place: SQL = ids.count < Self.fewGone ? "id IN \(anyOf: ids)" : "id >= \(ids[0]) AND id <= \(ids[ids.count - 1])"
        return Set(try tx.column(Int64.self, "SELECT id FROM derived_search_gone WHERE \(place) AND number >= \(volume.number)"))
    }

    /// All that are gone, with the last volume that may hold them; `nil` where there are too many.
    private lazy var fewGone: Result<[Int64: Int64]?, any Error> = Result {
        let rows = try tx.rows("SELECT id, number FROM derived_search_gone ORDER BY id, number LIMIT \(Self.fewGone)")
        if rows.count == Self.fewGone { return nil }
        return Dictionary(try rows.map { (try $0("id"), try $0("number")) }) { _, later in later }
    }

    /// The documents among these that hold what is asked, by their own words.
    func matching(_ ids: [Int64], _ match: TextMatch) throws -> [Int64] {
        let probe = TermProbe(match)
        return try ids.inPowersOfTwo(most: 512).flatMap { some in
            try tx.rows("SELECT id, terms FROM search_terms WHERE id IN \(anyOf: some)").compactMap { row in
                TermColumn(try row("terms")).matches(probe) ? try row("id") : nil
            }
        }
    }
}

extension TermPattern {
    /// What comes behind all terms that begin with it.
    fileprivate var end: String {
        var bytes = Array(text.utf8)
        if let last = bytes.popLast() { bytes.append(last + 1) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
