import CGMime

/// Copies GMime's objects into values, down to the limits.
struct TreeCopy {
    var partsLeft: Int
    /// Fields of a part's header that are kept.
    private static let mostFields = 200

    mutating func node(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int, limit: Int, inDigest: Bool) -> MimePart {
        partsLeft -= 1
        let fields = Self.fields(of: object)
        if g_type_check_instance_is_a(Self.instance(object), g_mime_multipart_get_type()) != 0, depth < limit {
            let multipart = UnsafeMutableRawPointer(object).assumingMemoryBound(to: GMimeMultipart.self)
            return self.multipart(multipart, fields, depth: depth, limit: limit)
        }
        let bytes = Self.content(of: object, TransferEncoding(fields.first("content-transfer-encoding")))
        var part = MimePart(fields: fields, defaultType: inDigest ? "message/rfc822" : "text/plain", content: .leaf(bytes))
        // Hidden from GMime because it lies too deep.
        if part.type.hasPrefix("xultipart/") { part.type = "multipart/" + part.type.dropFirst(10) }
        return part
    }

    private mutating func multipart(_ multipart: UnsafeMutablePointer<GMimeMultipart>, _ fields: [RawField], depth: Int, limit: Int) -> MimePart {
        var part = MimePart(fields: fields, content: .leaf([]))
        var children: [MimePart] = []
        for index in 0..<max(0, g_mime_multipart_get_count(multipart)) where partsLeft > 0 {
            guard let child = g_mime_multipart_get_part(multipart, index) else { continue }
            children.append(node(child, depth: depth + 1, limit: limit, inDigest: part.type == "multipart/digest"))
        }
        let prologue = g_mime_multipart_get_prologue(multipart).map { Array(String(cString: $0).utf8) } ?? []
        part.content = .multipart(children, prologue: children.isEmpty ? prologue : [])
        return part
    }

    private static func fields(of object: UnsafeMutablePointer<GMimeObject>) -> [RawField] {
        guard let list = g_mime_object_get_header_list(object) else { return [] }
        let fields: [RawField] = (0..<min(mostFields, Int(max(0, g_mime_header_list_get_count(list))))).compactMap { index in
            guard let header = g_mime_header_list_get_header_at(list, Int32(index)), let name = g_mime_header_get_name(header) else { return nil }
            let value = g_mime_header_get_raw_value(header)
            return RawField(name: String(cString: name), value: value.map(GMimeMemory.bytes) ?? [])
        }
        // Of two types GMime believes the last; whoever asks for the first is to get the same.
        guard fields.all("content-type").count > 1, let last = fields.last(where: { $0.name.lowercased() == "content-type" }) else { return fields }
        return [last] + fields
    }

    private static func content(of object: UnsafeMutablePointer<GMimeObject>, _ encoding: TransferEncoding) -> [UInt8] {
        guard g_type_check_instance_is_a(instance(object), g_mime_part_get_type()) != 0 else { return [] }
        let part = UnsafeMutableRawPointer(object).assumingMemoryBound(to: GMimePart.self)
        guard let wrapper = g_mime_part_get_content(part), let stream = g_mime_data_wrapper_get_stream(wrapper) else { return [] }
        return GMimeMemory.decoded(stream, encoding)
    }

    private static func instance(_ object: UnsafeMutablePointer<GMimeObject>) -> UnsafeMutablePointer<GTypeInstance> {
        UnsafeMutableRawPointer(object).assumingMemoryBound(to: GTypeInstance.self)
    }
}
