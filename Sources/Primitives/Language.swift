/// A language the desk speaks.
package enum Language: String, CaseIterable, Sendable, Codable, Hashable {
    case en, es, pt, ro

    /// What the language calls itself.
    package var name: String {
        switch self {
        case .en: "English"
        case .es: "Español"
        case .pt: "Português"
        case .ro: "Română"
        }
    }

    /// The language of a tag (BCP 47): `es-MX` is Spanish. `nil` where the desk does not speak it.
    package init?(tag: some StringProtocol) {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        self.init(rawValue: primary)
    }

    /// The first language in an `Accept-Language` header that the desk speaks (RFC 9110 §12.5.4).
    package init?(accepting header: String) {
        let ranked = header.split(separator: ",").compactMap { part -> (Language, Double)? in
            let pieces = part.split(separator: ";").map { $0.trimmed }
            guard let tag = pieces.first, let language = Language(tag: tag) else { return nil }
            let quality = pieces.dropFirst().first { $0.lowercased().hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return quality > 0 ? (language, min(quality, 1)) : nil
        }
        guard let best = ranked.max(by: { $0.1 < $1.1 }) else { return nil }
        self = ranked.first { $0.1 == best.1 }?.0 ?? best.0
    }
}
