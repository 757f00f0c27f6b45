import Primitives

/// A stretch of a mail's body, in one or both of its forms.
struct BodySegment {
    var plain: String?
    var html: String?
}

/// Chooses what of a tree is text and what is an attachment, as mail readers do (RFC 8621 §4.1.4).
struct BodyReader {
    let limits: MailLimits
    let text: HeaderText
    private(set) var attachments: [MailAttachment] = []
    private(set) var notices: [Notice] = []
    private var textLeft: Int
    /// How often each name was made up.
    private var madeNames: [String: Int] = [:]

    init(limits: MailLimits, text: HeaderText) {
        self.limits = limits
        self.text = text
        textLeft = limits.textBytes
    }

    /// Where a part stands within its multipart.
    private struct Place {
        var index = 0
        var parent = ""
        /// No other part of its multipart holds text.
        var isOnly = false
    }

    mutating func read(_ root: MimePart) -> [BodySegment] {
        read(root, Place())
    }

    private mutating func read(_ part: MimePart, _ place: Place) -> [BodySegment] {
        switch part.type {
        case _ where !part.isMultipart: return readLeaf(part, place)
        case "multipart/alternative": return readAlternative(part)
        case "multipart/related": return readRelated(part)
        case "multipart/signed": tell(MailNotice.signed)
        case "multipart/encrypted": tell(MailNotice.encrypted)
        default: break
        }
        return readInOrder(part)
    }

    private mutating func readInOrder(_ part: MimePart) -> [BodySegment] {
        guard case .multipart(let children, let prologue) = part.content else { return [] }
        // A multipart whose boundary never came: what stands there is all there is to read.
        if children.isEmpty { return prologue.isEmpty ? [] : [BodySegment(plain: plainText(GMimeMemory.decoded(prologue, part), of: part))] }
        var segments: [BodySegment] = []
        for (index, child) in children.enumerated() { segments += read(child, Place(index: index, parent: part.type)) }
        return segments
    }

    /// The same content in several forms: the text of those that are plain, the last of those that are HTML.
    private mutating func readAlternative(_ part: MimePart) -> [BodySegment] {
        var (plain, html) = ([String](), String?.none)
        var seen: Set<String> = []
        let isOnly = !part.children.contains { $0.isMultipart || $0.type == "text/plain" || $0.type == "text/html" }
        for child in part.children {
            let segments = read(child, Place(index: 0, parent: part.type, isOnly: isOnly))
            let words = segments.compactMap(\.plain).joinedText
            if !words.isBlank, seen.insert(words).inserted { plain.append(words) }
            if segments.contains(where: { $0.html != nil }) { html = segments.joinedHTML }
        }
        if plain.isEmpty, html == nil { return part.children.isEmpty ? readInOrder(part) : [] }
        return [BodySegment(plain: plain.isEmpty ? nil : plain.joinedText, html: html)]
    }

    /// A root and what it shows; which part is the root says `start`, else it is the first (RFC 2387).
    private mutating func readRelated(_ part: MimePart) -> [BodySegment] {
        let start = part.typeParameters["start"].flatMap(MessageIdentifiers.first)
        let stated = part.children.firstIndex { $0.contentID != nil && $0.contentID == start }
        let root = stated ?? 0
        guard part.children.indices.contains(root) else { return readInOrder(part) }
        var segments = read(part.children[root], Place(index: 0, parent: part.type))
        for (index, child) in part.children.enumerated() where index != root {
            segments += read(child, Place(index: max(1, index), parent: part.type))
        }
        return segments
    }

    private mutating func readLeaf(_ part: MimePart, _ place: Place) -> [BodySegment] {
        note(part)
        if place.parent.isEmpty || place.isOnly, ["text/enriched", "text/richtext"].contains(part.type) {
            return [BodySegment(plain: EnrichedText.plain(plainText(part.bytes, of: part), isRich: part.type == "text/richtext"))]
        }
        if isBody(part, place) {
            return [part.type == "text/html" ? BodySegment(html: htmlText(part)) : BodySegment(plain: plainText(part.bytes, of: part))]
        }
        if let segments = readPackage(part) { return segments }
        attach(part, place)
        return []
    }

    /// Text that is neither sent as a file nor named like one, unless it comes first.
    private func isBody(_ part: MimePart, _ place: Place) -> Bool {
        guard ["text/plain", "text/html", "text/markdown"].contains(part.type) else { return false }
        let name = AttachmentName.stated(part)
        if part.disposition?.value == "attachment" { return place.parent.isEmpty && name == nil }
        return place.index == 0 || place.parent != "multipart/related" && name == nil
    }

    private mutating func note(_ part: MimePart) {
        switch part.type {
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            let kind = part.typeParameters["smime-type"]?.lowercased() ?? ""
            tell(kind.hasPrefix("signed") || kind == "certs-only" ? MailNotice.signed : MailNotice.encrypted)
        case "text/calendar": tell(MailNotice.calendar)
        case "message/partial": tell(MailNotice.partOfSeries)
        default: break
        }
    }

    private mutating func tell(_ notice: Notice) {
        if !notices.contains(notice) { notices.append(notice) }
    }

    // MARK: Text

    /// Within what is left of the limit.
    private mutating func limited(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > textLeft else {
            textLeft -= bytes.count
            return bytes
        }
        tell(MailNotice.textTooLong)
        defer { textLeft = 0 }
        return Array(bytes.prefix(textLeft))
    }

    private mutating func limitedText(_ text: String) -> String {
        String(decoding: limited(Array(text.utf8)), as: UTF8.self).withPlainLines
    }

    private mutating func plainText(_ bytes: [UInt8], of part: MimePart) -> String {
        let (rest, files) = UUEncoding.extracted(from: bytes, most: max(0, limits.parts - attachments.count))
        for file in files { attach(file) }
        let shown = limited(rest)
        shown.withUnsafeBytes { buffer in
            if buffer.contains("-----BEGIN PGP MESSAGE-----") { tell(MailNotice.encrypted) }
            if buffer.contains("-----BEGIN PGP SIGNED MESSAGE-----") { tell(MailNotice.signed) }
        }
        let words = Charset.text(of: shown, declared: part.charset).withPlainLines
        guard part.typeParameters["format"]?.lowercased() == "flowed" else { return words }
        return FlowedText.unwrapped(words, deletingSpace: part.typeParameters["delsp"]?.lowercased() == "yes")
    }

    private mutating func htmlText(_ part: MimePart) -> String {
        let bytes = limited(part.bytes)
        return Charset.text(of: bytes, declared: part.charset ?? HTMLCharset.sniffed(bytes)).withoutNUL
    }

    // MARK: Attachments

    private mutating func attach(_ part: MimePart, _ place: Place) {
        var name = AttachmentName.stated(part) ?? ""
        if name.isEmpty {
            let made = AttachmentName.made(part, text: text)
            name = AttachmentName.numbered(made, madeNames[made] ?? 0)
            madeNames[made, default: 0] += 1
        }
        let isInline = part.disposition?.value == "inline" || part.disposition?.value != "attachment" && place.parent == "multipart/related"
        attachments.append(.init(name: name, type: part.type, contentID: part.contentID, isInline: isInline, bytes: part.bytes))
    }

    private mutating func attach(_ file: UUEncoding.File) {
        let name = AttachmentName.harmless(text.decode(file.name))
        attachments.append(.init(name: name.isEmpty ? "file.bin" : name, type: "application/octet-stream", contentID: nil, isInline: false, bytes: file.bytes))
    }

    /// An Outlook package is replaced by what it holds; a broken one stays as it is.
    private mutating func readPackage(_ part: MimePart) -> [BodySegment]? {
        let isNamed = ["application/ms-tnef", "application/vnd.ms-tnef"].contains(part.type) || AttachmentName.stated(part)?.lowercased() == "winmail.dat"
        guard isNamed else { return nil }
        var reader = TNEFReader(limits: limits)
        guard let content = reader.read(part.bytes[...]) else {
            tell(MailNotice.outlookPackageBroken)
            return nil
        }
        for file in content.files { attach(file) }
        return [package(content)]
    }

    private mutating func attach(_ file: TNEFContent.File) {
        let name = AttachmentName.harmless(file.name)
        let type = file.type?.lowercased() ?? "application/octet-stream"
        attachments.append(.init(name: name.isEmpty ? "file.bin" : name, type: type, contentID: file.contentID, isInline: false, bytes: file.bytes))
    }

    private mutating func package(_ content: TNEFContent) -> BodySegment {
        if let bytes = content.html.map({ limited($0) }) {
            let html = Charset.text(of: bytes, declared: HTMLCharset.sniffed(bytes) ?? content.codePage).withoutNUL
            return BodySegment(plain: content.text.map { limitedText($0) }, html: html)
        }
        return BodySegment(plain: content.text.map { limitedText($0) } ?? content.rtf.map { RichText.plain(limited($0)) })
    }
}
