/// Names of attachments: as the sender gave them, made harmless, or made up from what the part is.
enum AttachmentName {
    private static let longest = 200

    static func stated(_ part: MimePart) -> String? {
        [part.disposition?["filename"], part.typeParameters["name"], part.disposition?["name"], part.typeParameters["filename"]]
            .lazy.compactMap { $0.map(harmless) }.first { !$0.isEmpty }
    }

    /// Without path, control and direction characters.
    static func harmless(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = last.tidiedLine.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
            case .format: scalar == "\u{200D}" || scalar == "\u{200C}"
            default: true
            }
        }
        let name = String(String.UnicodeScalarView(kept))
        return name.allSatisfy { $0 == "." } ? "" : shortened(name)
    }

    private static func shortened(_ name: String) -> String {
        guard name.count > longest else { return name }
        guard let dot = name.lastIndex(of: "."), name.distance(from: dot, to: name.endIndex) <= 10 else { return String(name.prefix(longest)) }
        return String(name.prefix(longest - 10) + name[dot...])
    }

    /// For a part without a name: the subject of a message, a Content-ID or location that looks like a file, a description, else its type.
    static func made(_ part: MimePart, text: HeaderText) -> String {
        if part.type.hasPrefix("message/"), let name = ofMessage(part, text) { return name }
        if let location = part.fields.first("content-location").map({ harmless(text.decode($0.unfolded)) }), location.contains("."), !location.contains(":") { return location }
        if let id = part.contentID?.split(separator: "@").first.map({ harmless(String($0)) }), hasExtension(id) { return id }
        let (stem, suffix) = parts(of: part.type)
        let description = part.fields.first("content-description").map { harmless(text.decode($0.unfolded)) } ?? ""
        guard !description.isEmpty else { return stem + suffix }
        return hasExtension(description) ? description : description + suffix
    }

    private static func ofMessage(_ part: MimePart, _ text: HeaderText) -> String? {
        guard ["message/rfc822", "message/global", "message/news", "message/rfc2822"].contains(part.type) else { return nil }
        let fields = part.bytes.withUnsafeBytes { HeaderBlock($0, from: 0, to: min($0.count, 256 * 1024), limits: .standard).fields }
        let subject = fields.first("subject").map { harmless(text.decode($0.unfolded).replacing("/", with: "_").replacing("\\", with: "_")) } ?? ""
        return subject.isEmpty ? nil : shortened(subject) + ".eml"
    }

    private static func hasExtension(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
        let suffix = name[name.index(after: dot)...]
        return (2...5).contains(suffix.count) && suffix.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } && suffix.contains(where: \.isLetter)
    }

    /// The same name with a number before its ending; 0 leaves it as it is.
    static func numbered(_ name: String, _ number: Int) -> String {
        guard number > 0 else { return name }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        return String(name[..<dot]) + String(number) + String(name[dot...])
    }

    private static func parts(of type: String) -> (stem: String, suffix: String) {
        if let known = known[type] { return known }
        let pieces = type.split(separator: "/")
        let subtype = pieces.last.map { $0.hasPrefix("x-") ? $0.dropFirst(2) : $0 } ?? ""
        let plain = !subtype.isEmpty && subtype.count <= 5 && subtype.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        switch pieces.first {
        case "image": return ("image", plain ? "." + subtype : ".bin")
        case "audio": return ("audio", plain ? "." + subtype : ".bin")
        case "video": return ("video", plain ? "." + subtype : ".bin")
        case "text": return ("document", ".txt")
        case "message": return ("message", ".eml")
        case "multipart": return ("message", ".mime")
        default: return ("file", plain && type.hasPrefix("application/") ? "." + subtype : ".bin")
        }
    }

    private static let known: [String: (String, String)] = [
        "text/plain": ("document", ".txt"), "text/html": ("document", ".html"), "text/calendar": ("calendar", ".ics"), "text/csv": ("table", ".csv"),
        "text/vcard": ("contact", ".vcf"), "text/x-vcard": ("contact", ".vcf"), "text/directory": ("contact", ".vcf"), "text/rtf": ("document", ".rtf"),
        "text/xml": ("document", ".xml"), "text/rfc822-headers": ("headers", ".txt"), "message/rfc822": ("message", ".eml"),
        "message/delivery-status": ("delivery-status", ".txt"), "message/disposition-notification": ("disposition-notification", ".txt"),
        "message/feedback-report": ("feedback-report", ".txt"), "message/partial": ("message", ".part"),
        "image/jpeg": ("image", ".jpg"), "image/jpg": ("image", ".jpg"), "image/pjpeg": ("image", ".jpg"), "image/svg+xml": ("image", ".svg"),
        "image/tiff": ("image", ".tif"), "image/x-icon": ("image", ".ico"), "audio/mpeg": ("audio", ".mp3"), "audio/x-wav": ("audio", ".wav"),
        "video/quicktime": ("video", ".mov"), "video/mpeg": ("video", ".mpg"), "video/x-msvideo": ("video", ".avi"),
        "application/octet-stream": ("file", ".bin"), "application/pgp-signature": ("signature", ".asc"), "application/pgp-keys": ("key", ".asc"),
        "application/pgp-encrypted": ("version", ".txt"), "application/pkcs7-signature": ("smime", ".p7s"), "application/x-pkcs7-signature": ("smime", ".p7s"),
        "application/pkcs7-mime": ("smime", ".p7m"), "application/x-pkcs7-mime": ("smime", ".p7m"), "application/msword": ("document", ".doc"),
        "application/vnd.ms-excel": ("table", ".xls"), "application/vnd.ms-powerpoint": ("slides", ".ppt"), "application/ms-tnef": ("winmail", ".dat"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("document", ".docx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("table", ".xlsx"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("slides", ".pptx"),
        "application/gzip": ("file", ".gz"), "application/x-zip-compressed": ("file", ".zip"),
    ]
}
