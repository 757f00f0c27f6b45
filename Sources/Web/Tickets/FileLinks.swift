import Languages
import Markup
import Primitives
import Tickets

/// The files of a message or note.
struct FileLinks: Sendable {
    private struct File {
        let address: String
        let name: String
        let size: Int
        let isGone: Bool
        let isPicture: Bool
    }

    private let files: [File]

    /// - Parameter hidesInline: whether pictures that stand in the words are left out
    init(_ attachments: [Attachment], on number: TicketNumber, _ place: ListPlace, hidesInline: Bool = false) {
        files = attachments.filter { !(hidesInline && $0.isInline) }.map { attachment in
            File(
                address: "/tickets/\(number)/files/\(attachment.id)", name: attachment.name, size: attachment.size,
                isGone: attachment.redacted != nil, isPicture: SafeType.isPicture(attachment.type))
        }
    }

    func view(_ parts: Parts) -> HTML {
        if files.isEmpty { return .empty }
        let links = files.map { file -> HTML in
            if file.isGone { return "<span class=\"pill quiet\">\(Icon.shield.small)\(parts.words("ticketpage.fileRedacted"))</span>" }
            let size = parts.words.numbers.bytes(file.size)
            let picture: HTML =
                file.isPicture
                ? "<img src=\"\(file.address)?inline=1\" alt=\"\(file.name)\" height=\"96\" loading=\"lazy\">"
                : Icon.clip.small
            return """
                <a class="pill" href="\(file.address)" download>\(picture)<span class="cut">\(file.name)</span>\
                <span class="xs quiet num">\(size)</span></a>
                """
        }
        return "<span class=\"line wrap\">\(links)</span>"
    }
}

/// Which files a browser may show, and as what.
enum SafeType {
    /// Pictures that hold no script.
    private static let pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"]

    /// What a file may call itself when it is saved; everything else is bytes.
    private static let others: Set<String> = [
        "application/pdf", "application/zip", "application/json", "text/csv", "text/plain", "audio/mpeg", "video/mp4",
        "message/rfc822", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    ]

    static func isPicture(_ type: String) -> Bool { pictures.contains(type.lowercased()) }

    static func forSaving(_ type: String) -> String {
        let type = type.lowercased()
        return isPicture(type) || others.contains(type) ? type : "application/octet-stream"
    }

    /// The type of a picture by its first bytes; `nil` for what is none of those that may be shown.
    static func picture(in bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        let isRIFF = bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        return isRIFF ? "image/webp" : nil
    }
}
