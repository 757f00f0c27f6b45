import Storage

/// Binds volumes of a shelf into one, term after term, and leaves out documents that are gone.
struct VolumeBinder {
    /// Terms bound at once.
    private static let slice = 1000

    private struct Dropped: Hashable {
        let id: Int64
        let volume: Int64
    }

    private let store: VolumeStore
    private let volumes: [Volume]
    private let table: SQL
    /// Up to which volumes a document is gone, ascending.
    private let gone: [Int64: [Int64]]
    private var dropped: Set<Dropped> = []

    init(_ volumes: [Volume], of shelf: Shelf, _ tx: Transaction) throws {
        store = VolumeStore(tx: tx, shelf: shelf)
        self.volumes = volumes
        table = shelf.volumes
        var gone: [Int64: [Int64]] = [:]
        for row in try tx.rows("SELECT id, number FROM derived_search_gone ORDER BY id, number") {
            gone[try row("id"), default: []].append(try row("number"))
        }
        self.gone = gone
    }

    /// The whole of it, while nobody else binds.
    mutating func bind() throws {
        guard let newest = volumes.max(by: { $0.number < $1.number }), let largest = volumes.max(by: { $0.documents < $1.documents }) else { return }
        var last = "", end: String?
        repeat {
            end = try store.tx.value(
                String.self, "SELECT term FROM \(table) WHERE volume = \(largest.number) AND term > \(last) ORDER BY term LIMIT 1 OFFSET \(Self.slice)")
            let upTo: SQL = end.map { " AND term <= \($0)" } ?? ""
            let some: SQL = "volume IN \(anyOf: volumes.map(\.number)) AND term > \(last)\(upTo)"
            let rows = try bound("SELECT volume, term, ids, places, documents FROM \(table) WHERE \(some) ORDER BY term")
            try store.tx.run("DELETE FROM \(table) WHERE \(some)")
            try store.insert(rows, into: newest.number)
            last = end ?? last
        } while end != nil
        try store.remove(volumes)
        try store.insert(
            Volume(
                number: newest.number, first: volumes.map(\.first).min() ?? 0, last: volumes.map(\.last).max() ?? 0,
                documents: max(0, volumes.reduce(0) { $0 + $1.documents } - dropped.count)))
        try forgetDropped()
    }

    /// A document is gone once for each volume that held it.
    private func forgetDropped() throws {
        for one in dropped {
            guard let number = gone[one.id]?.first(where: { $0 >= one.volume }) else { continue }
            try store.tx.run("DELETE FROM derived_search_gone WHERE id = \(one.id) AND number = \(number)")
        }
    }

    private mutating func bound(_ source: SQL) throws -> [VolumeRow] {
        var result: [VolumeRow] = [], term = "", lists: [(volume: Int64, ids: [Int64], parts: [ArraySlice<UInt8>])] = []
        for row in try store.tx.rows(source) {
            let next: String = try row("term")
            if next != term {
                if let row = joined(lists, term) { result.append(row) }
                (term, lists) = (next, [])
            }
            let places: [UInt8] = try row("places")
            lists.append((try row("volume"), PostingReader.ids(try row("ids"), count: try row("documents")), PostingReader.parts(places)))
        }
        if let row = joined(lists, term) { result.append(row) }
        return result
    }

    private mutating func joined(_ lists: [(volume: Int64, ids: [Int64], parts: [ArraySlice<UInt8>])], _ term: String) -> VolumeRow? {
        var documents: [(id: Int64, part: ArraySlice<UInt8>)] = []
        for list in lists {
            for (index, id) in list.ids.enumerated() {
                if let numbers = gone[id], numbers.contains(where: { $0 >= list.volume }) {
                    dropped.insert(Dropped(id: id, volume: list.volume))
                } else {
                    documents.append((id, index < list.parts.count ? list.parts[index] : []))
                }
            }
        }
        if documents.isEmpty { return nil }
        if lists.count > 1 { documents.sort { $0.id < $1.id } }
        var writer = PostingWriter()
        for document in documents { writer.add(document.id, copying: document.part) }
        return VolumeRow(term: term[...], documents: writer.documents, ids: writer.ids, places: writer.places)
    }
}
