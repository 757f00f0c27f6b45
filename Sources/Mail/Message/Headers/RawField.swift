/// A header field as it stands in the mail: bytes of unknown encoding, still folded.
struct RawField {
    var name: String
    var value: [UInt8]

    /// The value on one line: line breaks before blanks are dropped, other control characters become spaces (RFC 5322 §2.2.3).
    var unfolded: [UInt8] {
        value.compactMap { byte in
            if byte == 0x0D || byte == 0x0A || byte == 0 { return nil }
            return byte < 0x20 && byte != 0x1B || byte == 0x7F ? 0x20 : byte
        }.trimmed()
    }
}

extension [RawField] {
    func first(_ name: String) -> RawField? {
        first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }
    }

    func all(_ name: String) -> [RawField] {
        filter { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }
    }
}

extension [UInt8] {
    func trimmed() -> [UInt8] {
        Array(self[...].trimmingBlanks())
    }
}
