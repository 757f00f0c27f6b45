import Crypto

/// The first bytes of a backup, which anyone can read: how the key is made from the passphrase. Followed by a code over them under that
/// key, by which a wrong passphrase is told from a damaged file.
struct BackupHeader: Equatable {
    private static let magic = Array("AMPARO backup\n".utf8)
    private static let format: UInt8 = 1

    static let length = magic.count + 1 + 4 * 4 + 16
    static let codeLength = 32

    let effort: KeyEffort
    /// Bytes of text in a sealed piece; the last may have fewer.
    let piece: Int
    let salt: [UInt8]

    init(effort: KeyEffort, piece: Int, salt: [UInt8]) {
        (self.effort, self.piece, self.salt) = (effort, piece, salt)
    }

    var bytes: [UInt8] {
        let numbers = [effort.passes, effort.kibibytes, effort.lanes, UInt32(piece)]
        return Self.magic + [Self.format] + numbers.flatMap { number in withUnsafeBytes(of: number.bigEndian, Array.init) } + salt
    }

    /// Throws ``BackupError/notABackup(_:)`` and ``BackupError/newerFormat(_:)``.
    init(_ bytes: [UInt8], of file: String) throws(BackupError) {
        guard bytes.count == Self.length, bytes.starts(with: Self.magic) else { throw .notABackup(file) }
        var rest = bytes.dropFirst(Self.magic.count)
        guard rest.removeFirst() == Self.format else { throw .newerFormat(file) }
        let numbers = (0..<4).map { _ in (0..<4).reduce(UInt32(0)) { number, _ in number << 8 | UInt32(rest.removeFirst()) } }
        effort = KeyEffort(passes: numbers[0], kibibytes: numbers[1], lanes: numbers[2])
        piece = Int(numbers[3])
        salt = Array(rest)
        guard effort.isBearable, (1 << 10...64 << 20).contains(piece) else { throw .notABackup(file) }
    }

    /// The keys of the code and of the pieces.
    func keys(_ passphrase: Passphrase) throws -> (code: SymmetricKey, pieces: SymmetricKey) {
        let root = try passphrase.key(effort, salt: salt)
        func key(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Array("amparo backup \(purpose)".utf8), outputByteCount: 32)
        }
        return (key("header"), key("pieces"))
    }

    /// - Parameter number: of the piece, from 0
    /// - Returns: what no other piece of any place has: pieces cannot be left out, moved or cut off at the end
    static func nonce(_ number: UInt64, isLast: Bool) throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(data: [0, 0, 0] + withUnsafeBytes(of: number.bigEndian, Array.init) + [isLast ? 1 : 0])
    }
}
