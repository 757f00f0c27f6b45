import Storage

/// Has a database hold the files that lay in a folder or a bucket: what is in it already is passed over.
struct MoveFiles {
    /// Where they come to lie, in pieces.
    static let table = "blob_piece"

    private let move: Move
    private let source: BlobStore
    private let target: BlobStore

    init(_ move: Move, _ store: BlobStore) {
        self.move = move
        source = store
        target = BlobStore(from: store, place: .database)
    }

    /// - Returns: those that are not there or not as they were
    @discardableResult
    func copy() async throws -> [[UInt8]] {
        let files = try await move.target.survey { tx in try BlobStore.files(tx) }
        var missing: [[UInt8]] = []
        try await source.each(of: files) { number, bytes in
            try move.told(.file(number, of: files.count))
            if let bytes { try await target.restore(bytes, move.target) } else { missing.append(files[number]) }
        }
        return missing
    }
}
