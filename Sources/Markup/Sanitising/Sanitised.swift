import Primitives

/// HTML of others after the sanitiser: safe to keep beside ``Sanitiser/version`` and to show in a sandboxed frame.
///
/// Nothing in it loads from the web: a remote picture stands as `<img data-remote-src="https://…">`, a picture of the mail itself as
/// `<img src="cid:…">`. ``shown(_:remoteImages:picture:)`` puts the sources in when a page is made, so one stored text serves both views.
package struct Sanitised: Sendable, Equatable {
    package let html: HTML
    package let hasRemoteImages: Bool
    /// Content ids of the pictures used, without `cid:`, in order of appearance, each once (RFC 2392).
    package let contentIDs: [String]
    package let notices: [Notice]
    /// Whether the source was too much for the parser, so that its text is shown.
    package let fellBackToText: Bool
}

/// What a reader of a mail gets to see of pictures on the web.
package enum RemoteImages: Sendable {
    case blocked
    case allowed
    /// Loaded through an address of ours, made from the picture's own.
    case proxied(@Sendable (String) -> String)
}

extension Sanitised {
    /// Stored HTML made ready for a page, in one pass over its bytes.
    ///
    /// `picture` gives the address of a picture of the mail by its content id; without one the picture has no source.
    package static func shown(
        _ stored: HTML, remoteImages: RemoteImages = .blocked, picture: (String) -> String? = { _ in nil }
    ) -> HTML {
        var result: [UInt8] = []
        result.reserveCapacity(stored.bytes.count)
        var rest = stored.bytes[...]
        // In sanitised HTML a < begins a tag and nothing else, so these beginnings are pictures.
        while let start = rest.firstIndex(of: .less) {
            result.append(contentsOf: rest[..<start])
            rest = rest[start...]
            if let (source, tail) = source(behind: remoteBeginning, in: rest) {
                result.append(contentsOf: image(remoteImages.address(of: source)) ?? Array(rest[..<tail]))
                rest = rest[tail...]
            } else if let (source, tail) = source(behind: inlineBeginning, in: rest) {
                result.append(contentsOf: image(picture(source)) ?? Array("<img".utf8))
                rest = rest[tail...]
            } else {
                result.append(.less)
                rest = rest.dropFirst()
            }
        }
        return HTML(trusted: result + rest)
    }

    private static let remoteBeginning = Array("<img data-remote-src=\"".utf8)
    private static let inlineBeginning = Array("<img src=\"cid:".utf8)

    /// The decoded value behind that beginning, and the index behind its closing quote.
    private static func source(behind beginning: [UInt8], in rest: ArraySlice<UInt8>) -> (String, Int)? {
        guard rest.starts(with: beginning) else { return nil }
        let value = rest[(rest.startIndex + beginning.count)...]
        guard let end = value.firstIndex(of: .quote) else { return nil }
        return (String(decoding: Entities.decode(value[..<end], in: .attribute), as: UTF8.self), end + 1)
    }

    private static func image(_ address: String?) -> [UInt8]? {
        address.map { ("<img src=\"\($0)\"" as HTML).bytes }
    }
}

extension RemoteImages {
    fileprivate func address(of source: String) -> String? {
        switch self {
        case .blocked: nil
        case .allowed: source
        case .proxied(let address): address(source)
        }
    }
}
