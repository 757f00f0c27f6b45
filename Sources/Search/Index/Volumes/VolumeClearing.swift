import Storage

/// Takes the words of documents that are gone out of the volumes that still hold them.
struct VolumeClearing {
    /// Documents at once.
    private static let slice = 16

    let tx: Transaction
    let shelf: Shelf

    /// Clears some, while nobody binds.
    /// - Returns: whether there were any
    func step() throws -> Bool {
        let rows = try tx.rows(
            "SELECT id, number, terms FROM derived_search_gone WHERE shelf = \(shelf) ORDER BY id, number LIMIT \(Self.slice)")
        for row in rows {
            let id: Int64 = try row("id"), number: Int64 = try row("number"), terms: String = try row("terms")
            let volumes = try VolumeStore(tx: tx, shelf: shelf).volumes().filter { $0.number <= number && $0.first <= id && id <= $0.last }
            for volume in volumes.sorted(by: { $0.number < $1.number }) where try clear(id, terms, from: volume) { break }
            try tx.run("DELETE FROM derived_search_gone WHERE id = \(id) AND number = \(number)")
        }
        return !rows.isEmpty
    }

    /// Whether it was there.
    private func clear(_ id: Int64, _ terms: String, from volume: Volume) throws -> Bool {
        let terms = Set(terms.split(separator: " ").map(String.init))
        var isThere = false
        for some in terms.sorted().inPowersOfTwo(most: 128) {
            let rows = try tx.rows(
                "SELECT term, documents, ids, places FROM \(shelf.volumes) WHERE volume = \(volume.number) AND term IN \(anyOf: some)")
            for row in rows {
                let ids = PostingReader.ids(try row("ids"), count: try row("documents")), parts = PostingReader.parts(try row("places"))
                guard let index = ids.firstIndex(of: id) else { continue }
                isThere = true
                try write(row("term"), ids, parts, without: index, to: volume)
            }
        }
        if isThere {
            try tx.run(
                "UPDATE derived_search_volume SET documents = documents - 1 WHERE shelf = \(shelf) AND number = \(volume.number)")
        }
        return isThere
    }

    private func write(_ term: String, _ ids: [Int64], _ parts: [ArraySlice<UInt8>], without index: Int, to volume: Volume) throws {
        var writer = PostingWriter()
        for (place, id) in ids.enumerated() where place != index { writer.add(id, copying: place < parts.count ? parts[place] : []) }
        let row: SQL = "WHERE volume = \(volume.number) AND term = \(term)"
        if writer.documents == 0 {
            try tx.run("DELETE FROM \(shelf.volumes) \(row)")
        } else {
            try tx.run(
                "UPDATE \(shelf.volumes) SET documents = \(writer.documents), ids = \(writer.ids), places = \(writer.places) \(row)")
        }
    }
}
