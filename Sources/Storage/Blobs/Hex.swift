/// Bytes as digits, two for each.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The hash that a file or object is named by; `nil` for other names.
    static func hash(_ name: some StringProtocol) -> [UInt8]? {
        let values = name.utf8.compactMap { digits.firstIndex(of: $0).map(UInt8.init) }
        guard values.count == 64, name.utf8.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
