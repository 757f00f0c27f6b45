import CMariaDB

/// The columns of a statement's answer.
final class MariaDBColumns {
    enum Kind {
        case int, double, decimal, bytes, text
    }

    let names: ColumnNames
    let kinds: [Kind]

    init(_ description: UnsafeMutablePointer<MYSQL_RES>) {
        let fields = (0..<mysql_num_fields(description)).compactMap { mysql_fetch_field_direct(description, $0)?.pointee }
        names = ColumnNames(fields.map { String(cString: $0.name) })
        kinds = fields.map(Self.kind)
    }

    private static func kind(_ field: MYSQL_FIELD) -> Kind {
        switch field.type {
        case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_YEAR: .int
        case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: .double
        case MYSQL_TYPE_DECIMAL, MYSQL_TYPE_NEWDECIMAL: .decimal
        // The set of characters 63 is none: bytes.
        case MYSQL_TYPE_TINY_BLOB, MYSQL_TYPE_BLOB, MYSQL_TYPE_MEDIUM_BLOB, MYSQL_TYPE_LONG_BLOB, MYSQL_TYPE_STRING,
            MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_VARCHAR:
            field.charsetnr == 63 ? .bytes : .text
        default: .text
        }
    }
}

/// Room for one row, as long as its longest values.
final class MariaDBBuffer {
    private let columns: MariaDBColumns
    private let memory: UnsafeMutableRawPointer
    private let lengths: UnsafeMutablePointer<UInt>
    private let nulls: UnsafeMutablePointer<my_bool>
    private let binds: UnsafeMutablePointer<MYSQL_BIND>
    private var starts: [Int] = []

    init(_ columns: MariaDBColumns, _ description: UnsafeMutablePointer<MYSQL_RES>) {
        self.columns = columns
        let count = columns.kinds.count
        var size = 0, sizes: [Int] = []
        for (index, kind) in columns.kinds.enumerated() {
            let length = Int(mysql_fetch_field_direct(description, UInt32(index))?.pointee.max_length ?? 0)
            sizes.append(kind == .int || kind == .double ? 8 : length)
            starts.append(size)
            size += (max(1, sizes[index]) + 7) / 8 * 8
        }
        memory = .allocate(byteCount: max(8, size), alignment: 8)
        lengths = .allocate(capacity: count)
        nulls = .allocate(capacity: count)
        binds = .allocate(capacity: count)
        lengths.initialize(repeating: 0, count: count)
        nulls.initialize(repeating: 0, count: count)
        for index in 0..<count {
            var bind = MYSQL_BIND()
            bind.buffer_type = Self.type(columns.kinds[index])
            bind.buffer = memory + starts[index]
            bind.buffer_length = UInt(sizes[index])
            bind.length = lengths + index
            bind.is_null = nulls + index
            (binds + index).initialize(to: bind)
        }
    }

    deinit {
        memory.deallocate()
        lengths.deallocate()
        nulls.deallocate()
        binds.deallocate()
    }

    func bind(_ body: (UnsafeMutablePointer<MYSQL_BIND>) -> my_bool) -> my_bool { body(binds) }

    func row() -> Row {
        Row(names: columns.names, values: columns.kinds.indices.map(value))
    }

    private static func type(_ kind: MariaDBColumns.Kind) -> enum_field_types {
        switch kind {
        case .int: MYSQL_TYPE_LONGLONG
        case .double: MYSQL_TYPE_DOUBLE
        case .decimal, .text: MYSQL_TYPE_STRING
        case .bytes: MYSQL_TYPE_LONG_BLOB
        }
    }

    private func value(_ index: Int) -> Value {
        if nulls[index] != 0 { return .null }
        let start = memory + starts[index]
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(lengths[index]))
        switch columns.kinds[index] {
        case .int: return .int(start.load(as: Int64.self))
        case .double: return .double(start.load(as: Double.self))
        case .bytes: return .blob(Array(bytes))
        case .text: return .text(String(decoding: bytes, as: UTF8.self))
        case .decimal:
            let text = String(decoding: bytes, as: UTF8.self)
            return Int64(text).map(Value.int) ?? .double(Double(text) ?? .nan)
        }
    }
}
