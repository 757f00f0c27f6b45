import Foundation
import Primitives

/// Files named by the hash of what they hold, in 256 folders by its first byte.
struct BlobFolder: Sendable {
    let path: String

    /// Writes bytes unless they are there; those are made young again, so that nobody removes them meanwhile.
    func write(_ bytes: [UInt8], _ hash: [UInt8]) throws {
        let file = file(hash)
        if utimes(file, nil) == 0 { return }
        try SyncedFile.makeFolder((file as NSString).deletingLastPathComponent)
        try SyncedFile.write(bytes, to: file)
    }

    func has(_ hash: [UInt8]) -> Bool { FileManager.default.fileExists(atPath: file(hash)) }

    func read(_ hash: [UInt8]) throws -> [UInt8] {
        let file = file(hash)
        guard let data = FileManager.default.contents(atPath: file) else { throw StorageError.unreachable(file) }
        return Array(data)
    }

    /// The hashes of the files under a first byte, and drafts that a crash left behind.
    func list(_ first: UInt8) -> (hashes: [[UInt8]], drafts: [String]) {
        let folder = "\(path)/\(Hex.text([first]))"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let hashes = names.compactMap { Hex.hash($0) }
        return (hashes, names.filter { $0.hasSuffix(".part") || $0.hasSuffix(".gone") }.map { "\(folder)/\($0)" })
    }

    /// Removes a file unless it was written or made young again after `limit`; whether it is gone.
    ///
    /// It is moved aside before its age is read: whoever prepares the same bytes meanwhile either made it young before, and it
    /// goes back, or no longer finds it and writes it anew.
    func remove(_ hash: [UInt8], notAfter limit: Instant) throws -> Bool {
        let file = file(hash), aside = "\(file).gone"
        guard rename(file, aside) == 0 else {
            guard errno == ENOENT else { throw SyncedFile.failure(file) }
            return true
        }
        if Self.lastChange(aside).map({ $0 > limit }) ?? false {
            guard link(aside, file) == 0 || errno == EEXIST else { throw SyncedFile.failure(file) }
            unlink(aside)
            return false
        }
        guard unlink(aside) == 0 else { throw SyncedFile.failure(aside) }
        return true
    }

    /// Removes what a crash left half written.
    func removeDraft(_ file: String, notAfter limit: Instant) {
        if let change = Self.lastChange(file), change <= limit { unlink(file) }
    }

    private static func lastChange(_ file: String) -> Instant? {
        var status = stat()
        guard stat(file, &status) == 0 else { return nil }
        return Instant(microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000)
    }

    private func file(_ hash: [UInt8]) -> String {
        "\(path)/\(Hex.text(hash.prefix(1)))/\(Hex.text(hash))"
    }
}
