import Glibc

/// What HTML shows of the mail itself: the identifiers in its `cid:` links (RFC 2392).
enum ContentReferences {
    private static let (most, longest) = (10_000, 500)

    static func all(in html: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        html.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var position = 0
            while found.count < most, position < buffer.count, let colon = memchr(base + position, 0x3A, buffer.count - position) {
                let index = UnsafeRawPointer(colon) - base
                position = index + 1
                guard index >= 3, buffer[(index - 3)..<index].map(\.asciiLowercased) == Array("cid".utf8) else { continue }
                let name = buffer[position...].prefix(longest).prefix { $0 > 0x20 && !"\"'<>)&?".utf8.contains($0) }
                found.insert(String(decoding: name, as: UTF8.self))
                position += name.count
            }
        }
        return found
    }
}
