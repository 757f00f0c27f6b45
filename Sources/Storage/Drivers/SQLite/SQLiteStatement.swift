import CSQLite

/// A prepared statement of one connection.
final class SQLiteStatement {
    // The bytes are copied while binding.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// When it was used last, in uses of its connection.
    var lastUse = 0

    private let handle: OpaquePointer
    private let place: String
    private let statement: OpaquePointer
    private let names: ColumnNames

    /// - Parameter place: the file, for errors
    init(_ text: String, on handle: OpaquePointer, _ place: String) throws(StorageError) {
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        guard code == SQLITE_OK, let made else { throw StorageError(sqlite: handle, code, place) }
        self.handle = handle
        self.place = place
        statement = made
        names = ColumnNames((0..<sqlite3_column_count(made)).map { String(cString: sqlite3_column_name(made, $0)) })
    }

    deinit { sqlite3_finalize(statement) }

    /// How many rows it went through for want of an index.
    var scannedRows: Int { Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0)) }

    func reset() {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    func bind(_ values: [Value]) throws(StorageError) {
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(statement, position)
                case .int(let number): sqlite3_bind_int64(statement, position, number)
                case .double(let number): sqlite3_bind_double(statement, position, number)
                case .text(let text): bind(text, at: position)
                case .blob(let bytes): sqlite3_bind_blob64(statement, position, bytes, UInt64(bytes.count), Self.transient)
                }
            guard code == SQLITE_OK else { throw StorageError(sqlite: handle, code, place) }
        }
    }

    private func bind(_ text: String, at position: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(statement, position, $0.baseAddress, UInt64($0.count), Self.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// Whether there is a row.
    func step() throws(StorageError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw StorageError(sqlite: handle, code, place)
        }
    }

    func row() -> Row {
        Row(names: names, values: (0..<Int32(names.count)).map(value))
    }

    private func value(_ column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .int(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .double(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            guard let bytes = sqlite3_column_text(statement, column) else { return .text("") }
            let count = Int(sqlite3_column_bytes(statement, column))
            return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let bytes = sqlite3_column_blob(statement, column) else { return .blob([]) }
            return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column)))))
        default: return .null
        }
    }
}
