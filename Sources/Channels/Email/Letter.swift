import Contacts
import Crypto
import Foundation
import Mail
import Markup
import Primitives
import Search
import Storage
import Tickets

/// A mail that was read: all that can be said of it without looking at the desk. Made off the writer's thread.
struct Letter: Sendable {
    let raw: RawMail
    let mail: MailMessage
    let report: MailReport
    let trimmed: TrimmedReply
    let html: Sanitised?
    let attachments: [NewAttachment]
    let language: Language?
    /// SHA-256 over From, Date, Subject and the decoded parts: the same for a mail that came by two ways.
    let content: [UInt8]
    /// The mail's own, or one made from its content.
    let messageID: String
    /// The customer inside a mail that an agent forwarded.
    let forwarded: ForwardedSender?

    init(_ raw: RawMail, bytes: [UInt8], blobs: BlobStore) async throws {
        self.raw = raw
        mail = MailParser().parse(bytes)
        report = MailReport.report(on: mail, envelopeSender: raw.sender)
        trimmed = ReplyTrimmer.trim(mail)
        html = mail.html.map { Sanitiser(policy: .mail).sanitise($0) }
        attachments = try await Self.attachments(of: mail, bytes, blobs)
        language = LanguageGuess.of("\(mail.subject)\n\(trimmed.reply)")?.language
        content = Self.hash(of: mail)
        messageID = mail.messageID ?? "\(content.prefix(16).map { String(format: "%02x", $0) }.joined())\(Self.madeID)"
        forwarded = ForwardedMail.inner(of: mail)
    }

    /// How ids end that we made because the mail had none.
    static let madeID = "@no-id.invalid"

    /// All ids it shares a conversation by, nearest first.
    ///
    /// Programs of the nineties write "Message from Ana <ana@example.org> of … <id>" in In-Reply-To. What stands first there counts, as
    /// in mail readers that follow Jamie Zawinski's "message threading" (https://www.jwz.org/doc/threading.html), but as the farthest
    /// where it is a person; an address of ours never does.
    var relatedIDs: [String] {
        var seen = Set(delivered.map { $0.lowercased() })
        let answered = mail.inReplyTo.filter { !seen.contains($0.lowercased()) }, people = people
        let ids = mail.references.reversed().filter { !people.contains($0.lowercased()) }
        let isPerson = answered.first.map { people.contains($0.lowercased()) } ?? false
        return (isPerson ? ids + answered.prefix(1) : answered + ids).filter { seen.insert($0.lowercased()).inserted }
    }

    /// All ids it names, among which one of ours proves what it answers, wherever it stands.
    var namedIDs: [String] { mail.inReplyTo + mail.references.reversed() }

    /// Addresses that may stand where ids should, in small letters.
    private var people: Set<String> {
        let named = mail.headers.all("In-Reply-To").compactMap(Self.named)
        return Set(((mail.from + mail.to + mail.cc + mail.replyTo).map(\.address) + named).map { $0.lowercased() })
    }

    /// Ana's address in "Message from Ana <ana@example.org> of …"; `nil` where no words lead to it.
    private static func named(in field: String) -> String? {
        guard let open = field.firstIndex(of: "<"), let close = field[open...].firstIndex(of: ">") else { return nil }
        let words = field[..<open].lowercased().split(whereSeparator: \.isWhitespace)
        guard words.contains("from"), !words.contains("of") else { return nil }
        return String(field[field.index(after: open)..<close])
    }

    /// Whoever it is from: From, else Sender's or the envelope's address.
    var sender: MailAddress {
        if let from = mail.from.first(where: { !$0.address.isEmpty }) { return from }
        return MailAddress(name: mail.from.first?.name ?? "", address: raw.sender ?? "")
    }

    /// Every address it says it is for.
    var recipientAddresses: [String] {
        delivered + (mail.to + mail.cc).map(\.address)
    }

    /// The addresses it was delivered to, which are ours.
    private var delivered: [String] {
        let headers = ["Delivered-To", "X-Original-To", "Envelope-To"].flatMap { mail.headers.all($0) }
        return raw.recipients + headers.map { $0.filter { $0 != "<" && $0 != ">" }.trimmed }
    }

    /// Whom it also went to: people whose address is not ours, and is read by someone. Where nothing says which address is
    /// ours, those of To are.
    func others(besides isOurs: (String) -> Bool) -> [MailAddress] {
        let delivered = Set(delivered.map { $0.lowercased() }), writer = sender.address.lowercased()
        let isUnknown = delivered.isEmpty && !mail.to.contains { isOurs($0.address) }
        let people = isUnknown ? mail.cc : mail.to + mail.cc
        return people.filter { person in
            let address = person.address.lowercased()
            return address.contains("@") && address != writer && !delivered.contains(address) && !isOurs(address) && !person.isReadByNobody
        }
    }

    var isOnlyThanks: Bool { Courtesy.isOnlyThanks(trimmed.reply, hasAttachments: !attachments.isEmpty) }

    /// A mail that could not be read as one is attached as it came.
    private static func attachments(of mail: MailMessage, _ bytes: [UInt8], _ blobs: BlobStore) async throws -> [NewAttachment] {
        var files: [NewAttachment] = []
        for file in mail.attachments {
            let blob = try await blobs.prepare(file.bytes)
            files.append(NewAttachment(name: file.name, type: file.type, blob: blob, contentID: file.contentID, isInline: file.isInline))
        }
        guard mail.notices.contains(where: { unreadable.contains($0.key) }) else { return files }
        return files + [NewAttachment(name: "original.eml", type: "message/rfc822", blob: try await blobs.prepare(bytes))]
    }

    private static let unreadable: Set = ["mail.notMail", "mail.tooDeep", "mail.tooManyParts", "mail.tooLarge"]

    /// The doors differ in how lines end, and whether the last one does.
    private static func withoutLineEnds(_ text: [UInt8]) -> [UInt8] {
        let text = text.filter { $0 != 0x0D }
        return Array(text[..<((text.lastIndex { $0 != 0x0A && $0 != 0x20 } ?? -1) + 1)])
    }

    private static func hash(of mail: MailMessage) -> [UInt8] {
        var hash = SHA256()
        let date = mail.date.map { "\($0.instant.microseconds)" } ?? ""
        for part in [mail.from.map(\.address).joined(separator: ","), date, mail.subject, mail.text, mail.html ?? ""] {
            hash.update(data: withoutLineEnds(Array(part.utf8)) + [0])
        }
        for file in mail.attachments {
            let isText = file.type.hasPrefix("text/") || file.type.hasPrefix("message/")
            hash.update(data: Array(file.name.utf8) + [0])
            hash.update(data: isText ? withoutLineEnds(file.bytes) : file.bytes)
        }
        return Array(hash.finalize())
    }
}

extension Letter {
    /// What it says, as a message of `writer`.
    func message(by writer: ID<Contact>, _ why: [Notice]) -> NewMessage {
        var message = NewMessage(.incoming, .email, by: .contact(writer), text: trimmed.reply)
        (message.fromName, message.fromAddress) = (sender.name, sender.address)
        message.recipients = Recipients(to: mail.to.map(\.recipient), cc: mail.cc.map(\.recipient))
        message.subject = mail.subject
        message.quoted = [trimmed.signature ?? "", trimmed.quoted].filter { !$0.isEmpty }.joined(separator: "\n\n")
        message.html = html?.html.text
        message.htmlVersion = html == nil ? 0 : Sanitiser.version
        message.language = language
        message.messageID = messageID
        message.relatedIDs = relatedIDs
        message.raw = raw.hash
        message.why = why
        message.notices = mail.notices + (html?.notices ?? [])
        message.isAutomatic = report.suppressesAnswers
        message.written = mail.date?.instant
        message.attachments = attachments
        return message
    }
}

extension MailAddress {
    fileprivate var recipient: Recipients.Address { Recipients.Address(name: name, address: address) }
}
