import Foundation
import Storage

/// What stands in a backup one after another: the manifest, the secrets, each table with its rows, the files, the end.
enum BackupRecord {
    case manifest(BackupManifest)
    /// A file of the desk's folder that holds a secret.
    case secret(name: String, bytes: [UInt8])
    /// The table of the rows that follow, with the names of its columns.
    case table(name: String, columns: [String])
    /// Values in the order of the columns, as ``RowCoding`` writes them.
    case row([UInt8])
    /// What the rows of the table come to.
    case tableEnd(RowSum)
    /// Bytes that lie in a file of their own.
    case blob([UInt8])
    case end(BackupTotals)
}

/// How much there is in a backup.
package struct BackupTotals: Sendable, Codable, Equatable {
    package var tables = 0
    package var rows = 0
    package var files = 0
    package var fileBytes = 0
}

extension BackupRecord {
    private enum Mark: UInt8 {
        case manifest = 1, secret, table, row, tableEnd, blob, end
    }

    /// A letter for its kind, its length, itself.
    var bytes: [UInt8] {
        get throws {
            let (mark, content): (Mark, [UInt8]) =
                switch self {
                case .manifest(let manifest): (.manifest, try Self.json(manifest))
                case .secret(let name, let bytes): (.secret, Self.row([.text(name), .blob(bytes)]))
                case .table(let name, let columns): (.table, try Self.json([name] + columns))
                case .row(let row): (.row, row)
                case .tableEnd(let sum): (.tableEnd, try Self.json(sum))
                case .blob(let bytes): (.blob, bytes)
                case .end(let totals): (.end, try Self.json(totals))
                }
            return Self.head(mark, content.count) + content
        }
    }

    /// What stands before a row of so many bytes.
    static func head(ofRow length: Int) -> [UInt8] { head(.row, length) }

    private static func head(_ mark: Mark, _ length: Int) -> [UInt8] {
        var bytes = [mark.rawValue]
        RowCoding.append(UInt64(length), to: &bytes)
        return bytes
    }

    /// `nil` for a kind that is not known and for content that is none.
    init?(_ mark: UInt8, _ content: [UInt8]) {
        switch Mark(rawValue: mark) {
        case .manifest: self.init(content) { .manifest($0) }
        case .secret:
            guard let row = RowCoding.row(content, columns: 2), let name = String(row[0]), case .blob(let bytes) = row[1] else { return nil }
            self = .secret(name: name, bytes: bytes)
        case .table:
            self.init(content) { (names: [String]) in .table(name: names.first ?? "", columns: Array(names.dropFirst())) }
        case .row: self = .row(content)
        case .tableEnd: self.init(content) { .tableEnd($0) }
        case .blob: self = .blob(content)
        case .end: self.init(content) { .end($0) }
        case nil: return nil
        }
    }

    private init?<Content: Decodable>(_ bytes: [UInt8], _ make: (Content) -> BackupRecord) {
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else { return nil }
        self = make(content)
    }

    private static func json(_ content: some Encodable) throws -> [UInt8] {
        Array(try JSONEncoder().encode(content))
    }

    private static func row(_ values: [Value]) -> [UInt8] {
        var bytes: [UInt8] = []
        RowCoding.append(values, to: &bytes)
        return bytes
    }
}

/// Takes a backup apart.
struct BackupReader {
    /// No record is longer: a file of that size cannot be attached.
    private static let longest: UInt64 = 1 << 30

    private let path: String
    private var pieces: SealedReader
    private var bytes: [UInt8] = []
    private var begin = 0

    init(_ path: String, _ passphrase: Passphrase) throws {
        self.path = path
        pieces = try SealedReader(path, passphrase)
    }

    /// The next record; `nil` after the last byte. Throws ``BackupError/damaged(_:)``.
    mutating func next() throws -> BackupRecord? {
        while true {
            if let record = try whole() { return record }
            guard let more = try pieces.next() else {
                guard begin == bytes.count else { throw BackupError.damaged(path) }
                return nil
            }
            bytes.removeFirst(begin)
            begin = 0
            bytes += more
        }
    }

    /// `nil` when it goes on in the next piece.
    private mutating func whole() throws -> BackupRecord? {
        let found = try bytes[begin...].withUnsafeBufferPointer { letters -> (UInt8, [UInt8], Int)? in
            var reader = RowCoding.Reader(letters)
            guard let mark = reader.byte(), let length = reader.number() else { return nil }
            guard length <= Self.longest else { throw BackupError.damaged(path) }
            return reader.take(length).map { (mark, Array($0), reader.index) }
        }
        guard let (mark, content, length) = found else { return nil }
        begin += length
        guard let record = BackupRecord(mark, content) else { throw BackupError.damaged(path) }
        return record
    }
}
