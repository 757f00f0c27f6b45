import CGMime

/// How a part's bytes travel (RFC 2045 §6), and what senders call it.
enum TransferEncoding {
    case identity, quotedPrintable, base64, uuencode

    init(_ field: RawField?) {
        let name = String(decoding: field?.unfolded.filter { $0.isAlphanumeral } ?? [], as: UTF8.self).lowercased()
        switch name {
        case "quotedprintable", "quotedprint", "qp": self = .quotedPrintable
        case "base64", "b64", "base": self = .base64
        case "xuuencode", "uuencode", "xuue", "uue": self = .uuencode
        default: self = .identity
        }
    }

    var gmime: GMimeContentEncoding? {
        switch self {
        case .identity: nil
        case .quotedPrintable: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        case .base64: GMIME_CONTENT_ENCODING_BASE64
        case .uuencode: GMIME_CONTENT_ENCODING_UUENCODE
        }
    }
}
