import Crypto
import Foundation
import Primitives

/// Bytes by their hash: small ones are rows and share the commit. Larger ones are files that are on disk, or objects that are in a bucket,
/// before the commit that names them and never change; or pieces in rows. Pieces and objects are found by every node on the database.
package struct BlobStore: Sendable {
    /// Where the larger ones lie.
    package enum Place: Sendable, Equatable {
        case folder, database
        case bucket(Bucket)
    }

    /// Larger ones are files or pieces.
    package static let rowLimit = 64 << 10
    fileprivate static let pieceLength = 256 << 10

    let folder: BlobFolder
    package let place: Place

    /// - Parameter folder: where files go; made when first needed
    package init(folder: URL, place: Place = .folder) {
        self.folder = BlobFolder(path: folder.path)
        self.place = place
    }

    /// The files of another, from now on to lie in another place.
    package init(from store: BlobStore, place: Place) {
        folder = store.folder
        self.place = place
    }

    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }

    /// Makes bytes ready to be named by a commit within ten minutes: those too large for a row are written and synced here, or put into
    /// the bucket. Safe to repeat. Throws ``StorageError/full``, ``StorageError/unreachable(_:)`` or ``StorageError/bucket(_:_:place:)``.
    package func prepare(_ bytes: [UInt8]) async throws -> Blob {
        let hash = Self.hash(bytes), isLarge = bytes.count > Self.rowLimit
        if isLarge { try await keep(bytes, hash) }
        return Blob(hash: hash, size: bytes.count, bytes: isLarge && place != .database ? nil : bytes)
    }

    /// Beside the database, where that is their place.
    func keep(_ bytes: [UInt8], _ hash: [UInt8]) async throws {
        switch place {
        case .folder: try folder.write(bytes, hash)
        case .bucket(let bucket): try await bucket.put(bytes, hash)
        case .database: break
        }
    }

    /// The bytes of a blob; `nil` when they were erased. Throws ``StorageError/unreachable(_:)`` when their file is gone.
    ///
    /// Those that lie in a bucket are fetched while the transaction rests: it runs again, and finds them.
    package func read(_ hash: [UInt8], department: Int64, _ tx: Transaction) throws -> [UInt8]? {
        let rows = try tx.rows("SELECT bytes FROM \(.blob) WHERE department = \(department) AND hash = \(hash)")
        guard let row = rows.first else { return nil }
        if let bytes: [UInt8] = try row("bytes", as: [UInt8]?.self) { return bytes }
        let pieces = try tx.column(
            [UInt8].self, "SELECT bytes FROM blob_piece WHERE department = \(department) AND hash = \(hash) ORDER BY number")
        return pieces.isEmpty ? try beside(hash, tx) : Array(pieces.joined())
    }

    /// What was a file before the desk had a bucket is still found there.
    private func beside(_ hash: [UInt8], _ tx: Transaction) throws -> [UInt8] {
        guard case .bucket(let bucket) = place, !folder.has(hash) else { return try folder.read(hash) }
        return try tx.supply.bytes(hash, from: bucket)
    }

    /// Has those that lie in a bucket fetched at once, before they are read one after another.
    package func gather(_ hashes: [[UInt8]], department: Int64, _ tx: Transaction) throws {
        guard case .bucket(let bucket) = place, !hashes.isEmpty else { return }
        let far = try tx.column(
            [UInt8].self, "SELECT hash FROM \(.blob) WHERE department = \(department) AND hash IN \(anyOf: hashes) AND \(Self.inFile)")
        let missing = far.filter { !tx.supply.has($0) && !folder.has($0) }
        if !missing.isEmpty { throw BlobShortage(hashes: missing, bucket: bucket) }
    }

    /// The hashes of what lies beside the database, each once, in order.
    package static func files(_ tx: Transaction) throws -> HashList {
        var list = HashList(), last: [UInt8] = []
        while case let some = try tx.column(
            [UInt8].self,
            "SELECT DISTINCT hash FROM \(.blob) WHERE \(inFile) AND hash > \(last) ORDER BY hash LIMIT \(slice)"), let end = some.last
        {
            for hash in some { list.append(hash) }
            last = end
        }
        return list
    }

    /// What lies in the file or object of that name; `nil` where there is none or it holds something else.
    /// Throws ``StorageError/bucket(_:_:place:)`` where nobody can say.
    package func file(_ hash: [UInt8]) async throws -> [UInt8]? {
        if let bytes = try? folder.read(hash), Self.hash(bytes) == hash { return bytes }
        guard case .bucket(let bucket) = place else { return nil }
        do {
            return try await bucket.get(hash)
        } catch StorageError.bucket(.damaged, _, _) {
            return nil
        }
    }

    static let inFile: SQL = """
        bytes IS NULL AND NOT EXISTS (
            SELECT 1 FROM blob_piece WHERE blob_piece.department = \(.blob).department AND blob_piece.hash = \(.blob).hash)
        """
    static let slice = 500

    /// Brings bytes back that rows name already, to where the larger ones lie.
    package func restore(_ bytes: [UInt8], _ database: Database) async throws {
        let hash = Self.hash(bytes)
        guard place == .database else { return try await keep(bytes, hash) }
        try await database.write { tx in
            for department in try tx.column(Int64.self, "SELECT department FROM \(.blob) WHERE hash = \(hash) AND \(Self.inFile)") {
                try Self.keepPieces(bytes, hash, department, tx)
            }
        }
    }

    /// Removes what lies beside the database unless it came or was made young again after `limit`; whether nothing of it is left.
    func remove(_ hash: [UInt8], notAfter limit: Instant) async throws -> Bool {
        let isGone = try folder.remove(hash, notAfter: limit)
        guard case .bucket(let bucket) = place else { return isGone }
        return try await bucket.remove(hash, notAfter: limit) && isGone
    }

    /// Removes the pieces of what no row names any more.
    package static func removePieces(_ hash: [UInt8], department: Int64, _ tx: Transaction) throws {
        try tx.run("DELETE FROM blob_piece WHERE department = \(department) AND hash = \(hash)")
    }

    /// Removes bytes for good; what still names them finds nothing. What other departments have in common stays theirs. The
    /// file goes with the next ``BlobSweep``, since a rolled back transaction could not bring it back.
    package func erase(_ hash: [UInt8], department: Int64, _ tx: Transaction) throws {
        try tx.run("DELETE FROM \(.blob) WHERE department = \(department) AND hash = \(hash)")
        try Self.removePieces(hash, department: department, tx)
        try Self.markForRemoval(hash, tx)
    }

    fileprivate static func keepPieces(_ bytes: [UInt8], _ hash: [UInt8], _ department: Int64, _ tx: Transaction) throws {
        for (number, start) in stride(from: 0, to: bytes.count, by: pieceLength).enumerated() {
            let piece = Array(bytes[start..<min(start + pieceLength, bytes.count)])
            try tx.run("INSERT INTO blob_piece (department, hash, number, bytes) VALUES (\(department), \(hash), \(number), \(piece))")
        }
    }

    static func markForRemoval(_ hash: [UInt8], _ tx: Transaction) throws {
        if try tx.exists("SELECT 1 AS one FROM \(.blob) WHERE hash = \(hash)") { return }
        try tx.insertMissing("INSERT INTO blob_removal (hash) VALUES (\(hash))", key: "hash")
    }
}

/// Bytes that are ready to be named by a row.
package struct Blob: Sendable {
    package let hash: [UInt8]
    package let size: Int
    /// `nil` when they lie beside the database.
    fileprivate let bytes: [UInt8]?

    /// Makes the row in the commit that names it, or keeps the one there is from being swept.
    package func keep(department: Int64, at now: Instant, _ tx: Transaction) throws {
        let row = size > BlobStore.rowLimit ? nil : bytes
        let isNew = try tx.insertedMissing(
            "INSERT INTO \(.blob) (department, hash, size, made_at, bytes) VALUES (\(department), \(hash), \(size), \(now), \(row))",
            key: "department, hash")
        if isNew {
            if row == nil, let bytes { try BlobStore.keepPieces(bytes, hash, department, tx) }
            return
        }
        try tx.run(
            """
            UPDATE \(.blob) SET orphan_since = NULL
            WHERE department = \(department) AND hash = \(hash) AND orphan_since IS NOT NULL
            """)
    }

}
