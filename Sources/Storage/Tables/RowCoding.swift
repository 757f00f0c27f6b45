/// A row as bytes, the same whichever engine it comes from: a letter for the kind of each value, then the value.
package enum RowCoding {
    private enum Mark {
        static let null: UInt8 = 0
        static let int: UInt8 = 1
        static let double: UInt8 = 2
        static let text: UInt8 = 3
        static let bytes: UInt8 = 4
    }

    package static func append(_ row: [Value], to bytes: inout [UInt8]) {
        for value in row {
            switch value {
            case .null: bytes.append(Mark.null)
            case .int(let number):
                bytes.append(Mark.int)
                // Small numbers on both sides of zero become small ones (zigzag).
                append(UInt64(bitPattern: number << 1 ^ number >> 63), to: &bytes)
            case .double(let number):
                bytes.append(Mark.double)
                withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
            case .text(var text):
                bytes.append(Mark.text)
                text.withUTF8 { letters in
                    append(UInt64(letters.count), to: &bytes)
                    bytes += letters
                }
            case .blob(let content):
                bytes.append(Mark.bytes)
                append(UInt64(content.count), to: &bytes)
                bytes += content
            }
        }
    }

    /// Seven bits a byte, the lowest first; all but the last with the eighth bit set.
    package static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A row of so many values; `nil` for bytes that are none.
    package static func row(_ bytes: some Collection<UInt8>, columns: Int) -> [Value]? {
        bytes.withContiguousStorageIfAvailable { letters in
            var reader = Reader(letters)
            var row: [Value] = []
            row.reserveCapacity(columns)
            for _ in 0..<columns {
                guard let value = reader.value() else { return nil }
                row.append(value)
            }
            return reader.isAtEnd ? row : nil
        } ?? row(Array(bytes), columns: columns)
    }

    /// Takes bytes apart from the front.
    package struct Reader {
        private let bytes: UnsafeBufferPointer<UInt8>
        package private(set) var index = 0

        package init(_ bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        package var isAtEnd: Bool { index == bytes.count }

        package mutating func byte() -> UInt8? {
            guard index < bytes.count else { return nil }
            defer { index += 1 }
            return bytes[index]
        }

        /// `nil` where the bytes end within it, and for more than 64 bits.
        package mutating func number() -> UInt64? {
            var number: UInt64 = 0
            for shift in stride(from: 0, to: 64, by: 7) {
                guard let byte = byte() else { return nil }
                if shift == 63 && byte > 1 { return nil }
                number |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return number }
            }
            return nil
        }

        package mutating func take(_ count: UInt64) -> UnsafeBufferPointer<UInt8>? {
            guard count <= UInt64(bytes.count - index) else { return nil }
            defer { index += Int(count) }
            return UnsafeBufferPointer(rebasing: bytes[index..<index + Int(count)])
        }

        mutating func value() -> Value? {
            switch byte() {
            case Mark.null: return .null
            case Mark.int: return number().map { .int(Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1)) }
            case Mark.double:
                return take(8).map { .double(Double(bitPattern: UInt64(littleEndian: UnsafeRawBufferPointer($0).loadUnaligned(as: UInt64.self)))) }
            case Mark.text: return counted().map { .text(String(decoding: $0, as: UTF8.self)) }
            case Mark.bytes: return counted().map { .blob(Array($0)) }
            default: return nil
            }
        }

        private mutating func counted() -> UnsafeBufferPointer<UInt8>? {
            guard let count = number() else { return nil }
            return take(count)
        }
    }
}
