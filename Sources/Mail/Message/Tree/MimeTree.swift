import CGMime

/// Reads a mail's tree with GMime. The header of the whole mail is ours: GMime sees its Content fields only, so that nothing in
/// a header, however long or broken, reaches its parsers.
struct MimeTree {
    let limits: MailLimits

    /// Initialises GMime once, and lets it take whole messages for leaves: they are attachments, kept byte for byte.
    private static let ready: Bool = {
        g_mime_init()
        for subtype in ["rfc822", "rfc2822", "global", "news", "partial", "external-body", "delivery-status", "feedback-report", "*"] {
            g_mime_object_register_type("message", subtype, g_mime_part_get_type())
        }
        return true
    }()

    /// The tree of `buffer`, whose outline was taken.
    func read(_ buffer: UnsafeRawBufferPointer, _ outline: MailOutline) -> MimePart {
        let fields = outline.header.fields.filter { $0.name.lowercased().hasPrefix("content-") }
        guard Self.ready, let type = outline.header.fields.first("content-type"), HeaderParameters(type).value.hasPrefix("multipart/"),
            let boundary = MultipartBoundary(type) ?? Self.guessedBoundary(buffer, from: outline.header.bodyStart, to: outline.end)
        else { return leaf(buffer, outline, fields) }
        var root = multipart(buffer, outline, boundary, isDigest: HeaderParameters(type).value == "multipart/digest")
        root = MimePart(fields: fields, content: root.content)
        return root
    }

    /// A mail of one part needs no parser, only its transfer encoding undone.
    private func leaf(_ buffer: UnsafeRawBufferPointer, _ outline: MailOutline, _ fields: [RawField]) -> MimePart {
        let range = min(outline.header.bodyStart, outline.end)..<outline.end
        let encoding = TransferEncoding(fields.first("content-transfer-encoding"))
        guard encoding != .identity else { return identityLeaf(UnsafeRawBufferPointer(rebasing: buffer[range]), fields) }
        return GMimeMemory.withStream(UnsafeRawBufferPointer(rebasing: buffer[range])) { stream in
            MimePart(fields: fields, content: .leaf(GMimeMemory.decoded(stream, encoding)))
        }
    }

    /// Text beyond what is shown is not even copied, unless files may stand in it.
    private func identityLeaf(_ body: UnsafeRawBufferPointer, _ fields: [RawField]) -> MimePart {
        var part = MimePart(fields: fields, content: .leaf([]))
        let isShown = part.type.hasPrefix("text/") && part.disposition?.value != "attachment" && !UUEncoding.mayHold(body)
        part.content = .leaf(Array(body.prefix(isShown ? limits.textBytes + 1 : body.count)))
        return part
    }

    /// - Parameter isDigest: parts that do not say what they are are whole messages (RFC 2046 §5.1.5)
    private func multipart(
        _ buffer: UnsafeRawBufferPointer, _ outline: MailOutline, _ boundary: MultipartBoundary, isDigest: Bool
    ) -> MimePart {
        let header = Array("Content-Type: multipart/\(isDigest ? "digest" : "mixed"); boundary=\"".utf8) + boundary.marker.dropFirst(2).flatMap { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
        } + Array("\"\n\n".utf8)
        let body = UnsafeRawBufferPointer(rebasing: buffer[min(outline.header.bodyStart, outline.end)..<outline.end])
        return header.withUnsafeBytes { head in
            GMimeMemory.withStream(head) { first in
                GMimeMemory.withStream(body) { second in parse(first, second) }
            }
        }
    }

    private func parse(_ first: UnsafeMutablePointer<GMimeStream>, _ second: UnsafeMutablePointer<GMimeStream>) -> MimePart {
        let empty = MimePart(fields: [], content: .multipart([], prologue: []))
        guard let both = g_mime_stream_cat_new() else { return empty }
        defer { g_object_unref(both) }
        let cat = UnsafeMutableRawPointer(both).assumingMemoryBound(to: GMimeStreamCat.self)
        g_mime_stream_cat_add_source(cat, first)
        g_mime_stream_cat_add_source(cat, second)
        guard let parser = g_mime_parser_new_with_stream(both) else { return empty }
        defer { g_object_unref(parser) }
        g_mime_parser_set_persist_stream(parser, 1)
        guard let object = g_mime_parser_construct_part(parser, nil) else { return empty }
        defer { g_object_unref(object) }
        var copy = TreeCopy(partsLeft: limits.parts)
        return copy.node(object, depth: 0, limit: limits.depth, inDigest: false)
    }

    /// The first line that begins with two hyphens and is followed by a field: a multipart that does not name its boundary.
    private static func guessedBoundary(_ buffer: UnsafeRawBufferPointer, from start: Int, to end: Int) -> MultipartBoundary? {
        var lines = LineCursor(buffer, from: start, to: end)
        while let line = lines.next() {
            guard line.count > 2, line.count < 200, buffer[line].starts(with: [0x2D, 0x2D]) else { continue }
            var following = lines
            guard let next = following.next(), buffer[next].prefix(8).map(\.asciiLowercased) == Array("content-".utf8) else { continue }
            return MultipartBoundary(marker: Array(buffer[line]))
        }
        return nil
    }
}

extension MultipartBoundary {
    init(marker: [UInt8]) {
        self.marker = marker
    }
}
