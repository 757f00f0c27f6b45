import Primitives
import Storage

/// Brings attachments to another place while the desk serves. What is there already is passed over, so that another run takes what came
/// meanwhile. Files and objects stay where they lay as well; what lay in the database goes from it when nobody looks for it there.
package struct AttachmentMove: Sendable {
    private let db: Database
    private let source: BlobStore
    private let target: BlobStore
    private let told: CopyProgress

    package init(_ db: Database, from source: BlobStore, to target: BlobStore, told: @escaping CopyProgress) {
        (self.db, self.source, self.target, self.told) = (db, source, target, told)
    }

    package struct Outcome: Sendable {
        package var moved = 0
        /// Those that the desk names but has not.
        package var missing: [[UInt8]] = []
        /// Those that lie in the database as well.
        package var left = 0
    }

    /// What became of one.
    private enum Fate { case there, moved, missing }

    /// - Parameter clearing: whether what lay in the database goes from it
    package func run(clearing: Bool) async throws -> Outcome {
        var outcome = Outcome()
        let beside = try await db.survey { tx in try BlobStore.files(tx) }
        try await each(of: beside, &outcome) { try await source.file($0) } keep: { try await target.restore($0, db) }
        if target.place == .database { return outcome }
        let pieces = try await db.survey { tx in try BlobStore.inPieces(tx) }
        try await each(of: pieces, &outcome) { hash in
            try await db.read { tx in try BlobStore.joined(hash, tx) }
        } keep: {
            try await target.keepBeside($0)
        }
        if clearing { try await clear(pieces, besides: outcome.missing) } else { outcome.left = pieces.count }
        return outcome
    }

    /// Some at once, as a bucket takes its time for each.
    private func each(
        of hashes: HashList, _ outcome: inout Outcome, find: @escaping @Sendable ([UInt8]) async throws -> [UInt8]?,
        keep: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        for begin in stride(from: 0, to: hashes.count, by: BlobStore.width) {
            try told(.file(begin, of: hashes.count))
            let fates = try await withThrowingTaskGroup(of: ([UInt8], Fate).self) { group in
                for number in begin..<min(begin + BlobStore.width, hashes.count) {
                    let hash = hashes[number]
                    group.addTask { (hash, try await bring(hash, find, keep)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            outcome.moved += fates.count { $0.1 == .moved }
            outcome.missing += fates.filter { $0.1 == .missing }.map(\.0)
        }
    }

    private func bring(
        _ hash: [UInt8], _ find: @Sendable ([UInt8]) async throws -> [UInt8]?, _ keep: @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Fate {
        if try await target.has(hash) { return .there }
        guard let bytes = try await find(hash) else { return .missing }
        try await keep(bytes)
        return .moved
    }

    private func clear(_ pieces: HashList, besides missing: [[UInt8]]) async throws {
        let kept = Set(missing)
        for number in 0..<pieces.count where !kept.contains(pieces[number]) {
            let hash = pieces[number]
            try await db.write { tx in try BlobStore.dropPieces(hash, tx) }
        }
    }
}
