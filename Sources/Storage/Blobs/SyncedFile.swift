import Foundation

/// Files that are whole or not there, also after a power cut.
package enum SyncedFile {
    /// Writes beside, syncs, renames into place, syncs the folder.
    /// Throws ``StorageError/full`` or ``StorageError/unreachable(_:)``.
    package static func write(_ bytes: [UInt8], to path: String, permissions: mode_t = 0o600) throws {
        try drafted(bytes, beside: path, permissions) { draft in try place(draft, at: path) }
    }

    /// The same for a file that must be new: `false` when there is one, which then stays as it is.
    package static func create(_ bytes: [UInt8], at path: String, permissions: mode_t = 0o600) throws -> Bool {
        try drafted(bytes, beside: path, permissions) { draft in
            let isNew = link(draft, path) == 0
            guard isNew || errno == EEXIST else { throw failure(path) }
            unlink(draft)
            try sync(folderOf: path)
            return isNew
        }
    }

    /// Makes a folder and those above it so that they outlive a power cut.
    package static func makeFolder(_ path: String) throws {
        var made = mkdir(path, 0o700) == 0
        if !made && errno == ENOENT, folder(of: path) != path {
            try makeFolder(folder(of: path))
            made = mkdir(path, 0o700) == 0
        }
        guard made || errno == EEXIST else { throw failure(path) }
        if made { try sync(folderOf: path) }
    }

    /// Moves a finished file to its place, over what lies there.
    static func place(_ draft: String, at path: String) throws {
        guard rename(draft, path) == 0 else { throw failure(path) }
        try sync(folderOf: path)
    }

    static func failure(_ path: String) -> StorageError {
        [ENOSPC, EDQUOT, EFBIG].contains(errno) ? .full : .unreachable(path)
    }

    private static func drafted<T>(
        _ bytes: [UInt8], beside path: String, _ permissions: mode_t, _ place: (String) throws -> T
    ) throws -> T {
        let draft = "\(path).\(UInt64.random(in: .min ... .max)).part"
        do {
            try fill(draft, bytes, permissions)
            return try place(draft)
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func fill(_ path: String, _ bytes: [UInt8], _ permissions: mode_t) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            written += count
        }
        guard fsync(file) == 0 else { throw failure(path) }
    }

    private static func sync(folderOf path: String) throws {
        let folder = folder(of: path)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(folder) }  // EINVAL: some file systems need none
    }

    private static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }
}
