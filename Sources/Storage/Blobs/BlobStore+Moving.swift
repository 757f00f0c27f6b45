// Attachments go from one place to another.
extension BlobStore {
    /// Whether it lies beside the database already, where this store keeps what is large. Throws ``StorageError/bucket(_:_:place:)``.
    package func has(_ hash: [UInt8]) async throws -> Bool {
        switch place {
        case .folder: folder.has(hash)
        case .bucket(let bucket): try await bucket.has(hash)
        case .database: false
        }
    }

    /// Hands over what lies beside the database, in the order of the list; `nil` where there is none or it is something else. Of what lies in
    /// a bucket some is on its way at once.
    package func each(of list: HashList, _ body: (_ number: Int, _ bytes: [UInt8]?) async throws -> Void) async throws {
        let width = if case .bucket = place { Self.width } else { 1 }
        for begin in stride(from: 0, to: list.count, by: width) {
            let numbers = begin..<min(begin + width, list.count)
            let found = try await withThrowingTaskGroup(of: (Int, [UInt8]?).self) { group in
                for number in numbers { group.addTask { (number, try await file(list[number])) } }
                return try await group.reduce(into: [Int: [UInt8]]()) { $0[$1.0] = $1.1 }
            }
            for number in numbers { try await body(number, found[number]) }
        }
    }

    /// Files that are on their way at once.
    package static let width = 8

    /// The hashes of what lies in pieces, each once, in order.
    package static func inPieces(_ tx: Transaction) throws -> HashList {
        var list = HashList(), last: [UInt8] = []
        while case let some = try tx.column(
            [UInt8].self, "SELECT DISTINCT hash FROM blob_piece WHERE hash > \(last) ORDER BY hash LIMIT \(slice)"), let end = some.last
        {
            for hash in some { list.append(hash) }
            last = end
        }
        return list
    }

    /// What the pieces of a hash come to; `nil` when they are gone, or not what their name says.
    package static func joined(_ hash: [UInt8], _ tx: Transaction) throws -> [UInt8]? {
        guard let department = try tx.value(Int64.self, "SELECT department FROM blob_piece WHERE hash = \(hash) ORDER BY department LIMIT 1") else {
            return nil
        }
        let pieces = try tx.column(
            [UInt8].self, "SELECT bytes FROM blob_piece WHERE department = \(department) AND hash = \(hash) ORDER BY number")
        let bytes = Array(pieces.joined())
        return Self.hash(bytes) == hash ? bytes : nil
    }

    /// Keeps beside the database what lay in it, in pieces.
    package func keepBeside(_ bytes: [UInt8]) async throws { try await keep(bytes, Self.hash(bytes)) }

    /// Removes the pieces of a hash, which lies beside the database now.
    package static func dropPieces(_ hash: [UInt8], _ tx: Transaction) throws {
        try tx.run("DELETE FROM blob_piece WHERE hash = \(hash)")
    }
}
