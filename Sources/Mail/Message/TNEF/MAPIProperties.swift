/// Properties of a message or attachment as MAPI writes them (MS-OXTNEF §2.1.3.4).
struct MAPIProperties {
    private var values: [Int: ArraySlice<UInt8>] = [:]
    private var types: [Int: Int] = [:]

    /// Properties read of one list.
    private static let most = 4096

    enum Name {
        static let (body, compressedRTF, html) = (0x1000, 0x1009, 0x1013)
        static let (dataObject, fileName, longFileName) = (0x3701, 0x3704, 0x3707)
        static let (mimeTag, contentID, displayName) = (0x370E, 0x3712, 0x3001)
        static let codePage = 0x3FDE
    }

    private enum Kind {
        static let (unicode, object) = (0x1F, 0x0D)
        static let variable: Set<Int> = [0x1E, 0x1F, 0x0D, 0x102]
        static let multiple = 0x1000
    }

    init(_ bytes: ArraySlice<UInt8>) {
        var cursor = TNEFCursor(bytes)
        guard let count = cursor.number(bytes: 4) else { return }
        for _ in 0..<min(count, Self.most) {
            guard let kind = cursor.number(bytes: 2), let name = cursor.number(bytes: 2) else { return }
            if name >= 0x8000, !Self.skipName(&cursor) { return }
            guard let value = Self.value(of: kind, &cursor) else { return }
            if values[name] == nil {
                values[name] = value
                types[name] = kind
            }
        }
    }

    /// The identity of a named property: a GUID, then a number or a string.
    private static func skipName(_ cursor: inout TNEFCursor) -> Bool {
        guard cursor.take(16) != nil, let kind = cursor.number(bytes: 4), let value = cursor.number(bytes: 4) else { return false }
        return kind == 0 || cursor.takePadded(value) != nil
    }

    /// The first value of the property; `nil` where the list is cut off.
    private static func value(of kind: Int, _ cursor: inout TNEFCursor) -> ArraySlice<UInt8>? {
        let (base, isMultiple) = (kind & ~Kind.multiple, kind & Kind.multiple != 0)
        let isVariable = Kind.variable.contains(base)
        guard let count = isMultiple || isVariable ? cursor.number(bytes: 4) : 1 else { return nil }
        var first: ArraySlice<UInt8>?
        for _ in 0..<count {
            guard let size = isVariable ? cursor.number(bytes: 4) : width(of: base), let value = cursor.takePadded(size) else { return first }
            if first == nil { first = value }
        }
        return first ?? []
    }

    private static func width(of kind: Int) -> Int {
        switch kind {
        case 0x05, 0x06, 0x07, 0x14, 0x40: 8
        case 0x48: 16
        case 0x00, 0x01: 0
        default: 4
        }
    }

    func bytes(_ name: Int) -> ArraySlice<UInt8>? {
        values[name]
    }

    func number(_ name: Int) -> Int? {
        values[name].flatMap { bytes in
            var cursor = TNEFCursor(bytes)
            return cursor.number(bytes: min(4, bytes.count))
        }
    }

    /// Text without the closing NUL; of 8-bit strings in the package's code page.
    func text(_ name: Int, codePage: Charset?) -> String? {
        guard let bytes = values[name] else { return nil }
        let isUnicode = types[name].map { $0 & ~Kind.multiple } == Kind.unicode
        let text = isUnicode ? Charset.utf16LE.decode(Array(bytes)) : Charset.text(of: Array(bytes), declared: codePage)
        return String(text.prefix { $0 != "\0" })
    }

    func isObject(_ name: Int) -> Bool {
        types[name] == Kind.object
    }
}
