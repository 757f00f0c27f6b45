import CMariaDB

/// Parameters as libmariadb takes them; their memory lives until the statement was run.
final class MariaDBParameters {
    private var binds: [MYSQL_BIND] = []
    private var memory: [UnsafeMutableRawPointer] = []

    init(_ values: [Value]) {
        binds.reserveCapacity(values.count)
        for value in values { binds.append(bound(value)) }
    }

    deinit { memory.forEach { $0.deallocate() } }

    /// Nothing is bound where there are no parameters.
    func bind(_ body: (UnsafeMutablePointer<MYSQL_BIND>) -> my_bool) -> my_bool {
        binds.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { buffer.isEmpty ? nil : body($0) } ?? 0
        }
    }

    private func bound(_ value: Value) -> MYSQL_BIND {
        var bind = MYSQL_BIND()
        switch value {
        case .null: bind.buffer_type = MYSQL_TYPE_NULL
        case .int(let number):
            bind.buffer_type = MYSQL_TYPE_LONGLONG
            bind.buffer = keep(number)
        case .double(let number):
            bind.buffer_type = MYSQL_TYPE_DOUBLE
            bind.buffer = keep(number)
        case .text(let text):
            bind.buffer_type = MYSQL_TYPE_STRING
            set(&bind, text.utf8)
        case .blob(let bytes):
            bind.buffer_type = MYSQL_TYPE_LONG_BLOB
            set(&bind, bytes)
        }
        return bind
    }

    private func keep<T: BitwiseCopyable>(_ value: T) -> UnsafeMutableRawPointer {
        let place = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<T>.size, alignment: MemoryLayout<T>.alignment)
        place.storeBytes(of: value, as: T.self)
        memory.append(place)
        return place
    }

    private func set(_ bind: inout MYSQL_BIND, _ content: some Collection<UInt8>) {
        let place = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: 1)
        place.copyBytes(from: content)
        if let start = place.baseAddress { memory.append(start) }
        bind.buffer = place.baseAddress
        bind.buffer_length = UInt(content.count)
    }
}
