/// A node of a mail's tree, copied out of GMime: nothing of C is left in it.
struct MimePart {
    enum Content {
        /// Decoded by its transfer encoding.
        case leaf([UInt8])
        case multipart([MimePart], prologue: [UInt8])
    }

    var fields: [RawField]
    /// In lower case, `type/subtype`.
    var type: String
    var typeParameters: HeaderParameters
    var disposition: HeaderParameters?
    var content: Content

    init(fields: [RawField], defaultType: String = "text/plain", text: HeaderText = HeaderText(), content: Content) {
        self.fields = fields
        self.content = content
        typeParameters = HeaderParameters(fields.first("content-type") ?? RawField(name: "", value: []), text: text)
        disposition = fields.first("content-disposition").map { HeaderParameters($0, text: text) }
        let stated = typeParameters.value
        type = stated.isEmpty || !stated.contains("/") ? Self.completed(stated) ?? defaultType : stated
    }

    /// `text` and the like, as some programs state their type.
    private static func completed(_ type: String) -> String? {
        switch type {
        case "text": "text/plain"
        case "html": "text/html"
        case "": nil
        default: "application/octet-stream"
        }
    }

    var isMultipart: Bool {
        if case .multipart = content { true } else { false }
    }

    var children: [MimePart] {
        if case .multipart(let children, _) = content { children } else { [] }
    }

    var bytes: [UInt8] {
        if case .leaf(let bytes) = content { bytes } else { [] }
    }

    /// Without angle brackets.
    var contentID: String? {
        guard let field = fields.first("content-id") else { return nil }
        return MessageIdentifiers.first(in: String(decoding: field.unfolded, as: UTF8.self))
    }

    var charset: Charset? {
        typeParameters["charset"].flatMap(Charset.init(label:))
    }
}
