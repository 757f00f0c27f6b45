import Crypto
import Primitives
import Storage

/// Writes bytes into a file piece by piece, each sealed under a passphrase (AES-GCM with 256 bits, NIST SP 800-38D). A value, so that it can
/// be handed from a transaction to what comes after it.
struct SealedWriter: Sendable {
    static let piece = 1 << 20

    private let file: DraftFile
    private let key: SymmetricKey
    private let header: [UInt8]
    private var waiting: [UInt8] = []
    private var number: UInt64 = 0
    /// Bytes written so far.
    private(set) var size = 0

    init(_ file: DraftFile, _ passphrase: Passphrase, randomness: Randomness, piece: Int = Self.piece) throws {
        let header = BackupHeader(effort: .standard, piece: piece, salt: randomness.bytes(16))
        let keys = try header.keys(passphrase)
        self.file = file
        self.header = header.bytes
        key = keys.pieces
        let code = HMAC<SHA256>.authenticationCode(for: header.bytes, using: keys.code)
        try file.write(header.bytes + code)
        length = piece
        waiting.reserveCapacity(piece * 2)
    }

    private let length: Int

    mutating func append(_ bytes: some Collection<UInt8>) throws {
        waiting += bytes
        guard waiting.count > length else { return }
        var begin = 0
        // One byte stays behind at least, so that the last piece is known to be the last.
        while waiting.count - begin > length {
            try seal(waiting[begin..<begin + length], isLast: false)
            begin += length
        }
        waiting.removeFirst(begin)
    }

    /// Writes what waits as the last piece and has the file on disk.
    mutating func finish() throws {
        try seal(waiting[...], isLast: true)
        waiting = []
        try file.sync()
    }

    private mutating func seal(_ text: ArraySlice<UInt8>, isLast: Bool) throws {
        let box = try AES.GCM.seal(text, using: key, nonce: BackupHeader.nonce(number, isLast: isLast), authenticating: header)
        try file.write(Array(box.ciphertext) + box.tag)
        number += 1
        size += text.count
    }
}
