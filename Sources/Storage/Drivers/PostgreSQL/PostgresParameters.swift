/// Parameters as libpq takes them: texts ended by a zero, bytes as they are.
struct PostgresParameters {
    private var letters: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        for value in values {
            switch value {
            case .null: add(nil)
            case .int(let number): add(String(number).utf8)
            case .double(let number): add(String(number).utf8)
            case .text(let text): add(text.utf8)
            case .blob(let bytes): add(bytes, isBinary: true)
            }
        }
    }

    private mutating func add(_ content: (some Collection<UInt8>)?, isBinary: Bool = false) {
        starts.append(content == nil ? nil : letters.count)
        lengths.append(Int32(clamping: content?.count ?? 0))
        formats.append(isBinary ? 1 : 0)
        if let content {
            letters += content
            letters.append(0)
        }
    }

    private mutating func add(_ nothing: Void?) {
        add([UInt8]?.none)
    }

    typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>

    /// Hands over what libpq's functions ask for; valid within the closure.
    func send(_ body: (Int32, Pointers?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Int32) -> Int32 {
        letters.withUnsafeBytes { letters in
            let pointers = starts.map { start in
                start.flatMap { letters.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return pointers.withUnsafeBufferPointer { body(Int32(starts.count), $0.baseAddress, lengths, formats) }
        }
    }
}
