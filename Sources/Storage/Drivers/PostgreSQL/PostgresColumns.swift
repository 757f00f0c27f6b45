import CPostgreSQL
import Foundation

/// Reads the rows of a statement's answer, which comes as text.
final class PostgresColumns {
    private enum Kind {
        case int, number, bool, bytes, text
    }

    private let names: ColumnNames
    private let kinds: [Kind]

    init(_ result: OpaquePointer) {
        let columns = 0..<PQnfields(result)
        names = ColumnNames(columns.map { String(cString: PQfname(result, $0)) })
        kinds = columns.map { Self.kind(PQftype(result, $0)) }
    }

    /// By the numbers of types that PostgreSQL has from the first day (pg_type.dat).
    private static func kind(_ type: Oid) -> Kind {
        switch type {
        case 20, 21, 23, 26: .int
        case 700, 701, 1700: .number
        case 16: .bool
        case 17: .bytes
        default: .text
        }
    }

    func row(_ result: OpaquePointer, _ row: Int32) -> Row {
        Row(names: names, values: kinds.indices.map { value(result, row, Int32($0)) })
    }

    private func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> Value {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let count = Int(PQgetlength(result, row, column))
        switch kinds[Int(column)] {
        case .int: return .int(Int64(strtoll(start, nil, 10)))
        case .bool: return .int(start.pointee == CChar(bitPattern: UInt8(ascii: "t")) ? 1 : 0)
        case .number:
            let text = String(cString: start)
            return Int64(text).map(Value.int) ?? .double(Double(text) ?? .nan)
        case .bytes: return .blob(Self.bytes(UnsafeRawBufferPointer(start: start, count: count)))
        case .text: return .text(String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self))
        }
    }

    /// From `\x0aff…`.
    private static func bytes(_ hex: UnsafeRawBufferPointer) -> [UInt8] {
        let count = max(0, hex.count - 2) / 2
        return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            for index in 0..<count { bytes[index] = digit(hex[2 * index + 2]) << 4 | digit(hex[2 * index + 3]) }
            filled = count
        }
    }

    private static func digit(_ letter: UInt8) -> UInt8 {
        letter < UInt8(ascii: "a") ? letter - UInt8(ascii: "0") : letter - UInt8(ascii: "a") + 10
    }
}
