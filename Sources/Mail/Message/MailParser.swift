import Primitives

/// Reads internet mail. Whatever the bytes are, there is a message: broken mail gives a poorer one, and notices that say so.
package struct MailParser: Sendable {
    private let limits: MailLimits

    package init(limits: MailLimits = .standard) {
        self.limits = limits
    }

    package func parse(_ bytes: [UInt8]) -> MailMessage {
        let bytes = LineEnds.repaired(bytes)
        return bytes.withUnsafeBytes { buffer in
            let outline = MailOutline(buffer, limits: limits)
            guard !outline.patches.isEmpty else { return message(outline, MimeTree(limits: limits).read(buffer, outline)) }
            var patched = bytes
            for (offset, byte) in outline.patches { patched[offset] = byte }
            return patched.withUnsafeBytes { message(outline, MimeTree(limits: limits).read($0, outline)) }
        }
    }

    private func message(_ outline: MailOutline, _ tree: MimePart) -> MailMessage {
        let text = HeaderText(hint: tree.firstCharset, fields: outline.header.fields)
        var reader = BodyReader(limits: limits, text: text)
        let segments = reader.read(tree)
        var message = MailMessage(headers: MailHeaders(outline.header.fields.map { .init(name: $0.name, value: text.decode($0.unfolded)) }))
        message.text = segments.joinedPlain
        message.html = segments.joinedHTML
        message.attachments = reader.attachments
        message.notices = outline.notices + reader.notices
        message.readIdentity()
        message.readAddresses(outline.header.fields, text: text, limits: limits)
        message.markInlineAttachments()
        message.readCalendar()
        return message
    }
}

extension MimePart {
    /// What the first text part names as its encoding, for headers that name none.
    fileprivate var firstCharset: Charset? {
        if let charset, charset != .utf8, charset != .windows1252, type.hasPrefix("text/") { return charset }
        return children.lazy.compactMap(\.firstCharset).first
    }
}

extension MailMessage {
    fileprivate init(headers: MailHeaders) {
        self.init(
            headers: headers, messageID: nil, inReplyTo: [], references: [], date: nil, subject: headers["Subject"] ?? "", from: [], replyTo: [],
            to: [], cc: [], text: "", html: nil, attachments: [], notices: [])
    }

    fileprivate mutating func readIdentity() {
        messageID = headers["Message-ID"].flatMap(MessageIdentifiers.first)
        inReplyTo = headers.all("In-Reply-To").flatMap(MessageIdentifiers.all)
        references = headers.all("References").flatMap(MessageIdentifiers.all)
        date = headers["Date"].flatMap { MailDate(reading: $0) }
    }

    fileprivate mutating func readAddresses(_ fields: [RawField], text: HeaderText, limits: MailLimits) {
        replyTo = addresses("reply-to", fields, text, limits)
        to = addresses("to", fields, text, limits)
        cc = addresses("cc", fields, text, limits)
        let stated = addresses("from", fields, text, limits)
        // MAILER-DAEMON may be all there is.
        let complete = stated.filter { $0.address.contains("@") }
        from = complete.isEmpty ? stated : complete
        if from.isEmpty { from = addresses("sender", fields, text, limits) }
        if from.isEmpty { from = replyTo }
    }

    private mutating func addresses(_ name: String, _ fields: [RawField], _ text: HeaderText, _ limits: MailLimits) -> [MailAddress] {
        var found: [MailAddress] = []
        for field in fields.all(name) {
            var reader = AddressReader(field.unfolded, text: text, limit: limits.addresses - found.count)
            found += reader.read()
            if reader.hitLimit, !notices.contains(MailNotice.tooManyAddresses) { notices.append(MailNotice.tooManyAddresses) }
        }
        return found
    }

    /// What the HTML shows by `cid:` is inline, whatever its part says.
    fileprivate mutating func markInlineAttachments() {
        guard let html, attachments.contains(where: { $0.contentID != nil }) else { return }
        let shown = ContentReferences.all(in: Array(html.utf8))
        for index in attachments.indices where attachments[index].contentID.map(shown.contains) == true {
            attachments[index].isInline = true
        }
    }

    /// An invitation without words is shown by what it says of itself.
    fileprivate mutating func readCalendar() {
        guard text.isBlank, let calendar = attachments.first(where: { $0.type == "text/calendar" }) else { return }
        text = CalendarText.summary(of: calendar.bytes)
    }
}
