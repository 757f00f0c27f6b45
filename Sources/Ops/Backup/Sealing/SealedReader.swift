import Crypto
import Foundation
import Storage

/// Reads what ``SealedWriter`` wrote, and nothing that was changed since.
struct SealedReader {
    private let path: String
    private let file: FileHandle
    private let key: SymmetricKey
    private let header: BackupHeader
    private var number: UInt64 = 0
    private var ahead: Data
    private var isOver = false

    /// Throws ``BackupError`` and ``StorageError/unreachable(_:)``.
    init(_ path: String, _ passphrase: Passphrase) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw StorageError.unreachable(path) }
        self.path = path
        self.file = file
        header = try BackupHeader(Array(Self.read(BackupHeader.length, file, path)), of: path)
        let code = try Self.read(BackupHeader.codeLength, file, path), keys = try header.keys(passphrase)
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: header.bytes, using: keys.code) else {
            throw BackupError.wrongPassphrase(path)
        }
        key = keys.pieces
        ahead = try Self.read(header.piece + Self.tag, file, path)
    }

    private static let tag = 16

    /// The next bytes in order; `nil` after the last. Throws ``BackupError/damaged(_:)``.
    mutating func next() throws -> [UInt8]? {
        if isOver { return nil }
        let sealed = ahead
        guard sealed.count >= Self.tag else { throw BackupError.damaged(path) }
        ahead = sealed.count < header.piece + Self.tag ? Data() : try Self.read(header.piece + Self.tag, file, path)
        isOver = ahead.isEmpty
        do {
            let box = try AES.GCM.SealedBox(
                nonce: BackupHeader.nonce(number, isLast: isOver), ciphertext: sealed.dropLast(Self.tag), tag: sealed.suffix(Self.tag))
            number += 1
            return Array(try AES.GCM.open(box, using: key, authenticating: header.bytes))
        } catch {
            throw BackupError.damaged(path)
        }
    }

    /// So many bytes, or those that are left.
    private static func read(_ count: Int, _ file: FileHandle, _ path: String) throws -> Data {
        do {
            return try file.read(upToCount: count) ?? Data()
        } catch {
            throw StorageError.unreachable(path)
        }
    }
}
