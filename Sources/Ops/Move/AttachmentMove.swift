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

    /// - Parameter clearing: whether what lay in the database goes from it
    package func run(clearing: Bool) async throws -> Outcome {
        var outcome = Outcome()
        let beside = try await db.survey { tx in try BlobStore.files(tx) }
        for number in 0..<beside.count {
            try told(.file(number, of: beside.count))
            try await bring(beside[number], &outcome)
        }
        if target.place != .database { try await empty(clearing, &outcome) }
        return outcome
    }

    private func bring(_ hash: [UInt8], _ outcome: inout Outcome) async throws {
        if try await target.has(hash) { return }
        guard let bytes = try await source.file(hash) else {
            outcome.missing.append(hash)
            return
        }
        try await target.restore(bytes, db)
        outcome.moved += 1
    }

    private func empty(_ clearing: Bool, _ outcome: inout Outcome) async throws {
        let pieces = try await db.survey { tx in try BlobStore.inPieces(tx) }
        for number in 0..<pieces.count {
            try told(.file(number, of: pieces.count))
            let hash = pieces[number]
            if try await !target.has(hash) {
                guard let bytes = try await db.read({ tx in try BlobStore.joined(hash, tx) }) else {
                    outcome.missing.append(hash)
                    continue
                }
                try await target.keepBeside(bytes)
                outcome.moved += 1
            }
            if clearing { try await db.write { tx in try BlobStore.dropPieces(hash, tx) } } else { outcome.left += 1 }
        }
    }
}
