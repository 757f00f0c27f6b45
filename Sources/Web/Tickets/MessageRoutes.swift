import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Primitives
import Storage
import Tickets

/// What a page shows in a frame or hands over as a file: bodies, sources, attachments.
struct MessageRoutes {
    /// Bytes of all pictures that a mail carries in its words, at most.
    private static let mostPictures = 4 << 20

    let desktop: Desktop

    func add(to gate: Gate) {
        gate.get("/tickets/:number/messages/:id/body", demands: .see, .ticket, body)
        gate.get("/tickets/:number/messages/:id/source", demands: .see, .ticket, source)
        gate.get("/tickets/:number/files/:id", demands: .see, .ticket, file)
    }

    /// GET /tickets/:number/messages/:id/body
    func body(request: Request, context: AgentContext) async throws -> Response {
        let (number, id) = (try context.ticketNumber(), try context.id("id", as: Message.self))
        let showsPictures = try request.query().isOn("pictures")
        let shown = try await desktop.db.read { tx in
            let found = try desktop.find(number, context, tx)
            let message = try MessageStore(tx, department: found.access.department).require(id, in: found.ticket.id)
            guard let html = message.html, message.redacted == nil else { throw TicketError.messageNotFound }
            let pictures = try pictures(of: message, found.access.department, tx)
            return Sanitised.shown(Self.stored(html, message.htmlVersion), remoteImages: showsPictures ? .allowed : .blocked) { pictures[$0] }
        }
        return MailFrame(shown, showsPictures: showsPictures).response
    }

    /// What an older sanitiser let through goes through the present one.
    private static func stored(_ html: String, _ version: Int) -> HTML {
        version == Sanitiser.version ? HTML(trusted: Array(html.utf8)) : Sanitiser(policy: .mail).sanitise(html).html
    }

    /// The pictures a mail shows in its words, as `data:` addresses: its frame has an origin of its own and may fetch nothing of ours.
    private func pictures(of message: Message, _ department: ID<Department>, _ tx: Transaction) throws -> [String: String] {
        let files = try MessageStore(tx, department: department).attachments(of: [message.id.rawValue])
        var pictures: [String: String] = [:]
        var left = Self.mostPictures
        let shown = files.filter { $0.redacted == nil && $0.contentID != nil && $0.size <= left }
        try desktop.desk.blobs.gather(shown.map(\.hash), department: department.rawValue, tx)
        for file in shown where file.size <= left {
            guard let content = file.contentID, let bytes = try desktop.desk.blobs.read(file.hash, department: department.rawValue, tx),
                let type = SafeType.picture(in: bytes)
            else { continue }
            left -= bytes.count
            pictures[content] = "data:\(type);base64,\(Base64Text.of(bytes))"
        }
        return pictures
    }

    /// GET /tickets/:number/messages/:id/source: the bytes as they came.
    func source(request: Request, context: AgentContext) async throws -> Response {
        let (number, id) = (try context.ticketNumber(), try context.id("id", as: Message.self))
        let bytes = try await desktop.db.read { tx in
            let found = try desktop.find(number, context, tx)
            let message = try MessageStore(tx, department: found.access.department).require(id, in: found.ticket.id)
            guard message.redacted == nil, let raw = message.raw,
                let bytes = try desktop.desk.blobs.read(raw, department: found.access.department.rawValue, tx)
            else { throw TicketError.messageNotFound }
            return bytes
        }
        return .file(bytes, type: "text/plain; charset=utf-8", name: "\(number).eml", inline: true)
    }

    /// GET /tickets/:number/files/:id, `?inline=1` for a picture in the page
    func file(request: Request, context: AgentContext) async throws -> Response {
        let (number, id) = (try context.ticketNumber(), try context.id("id", as: Attachment.self))
        let (file, bytes) = try await desktop.db.read { tx in
            let found = try desktop.find(number, context, tx)
            let department = found.access.department
            guard let file = try MessageStore(tx, department: department).attachment(id), file.redacted == nil,
                try MergeStore(tx, department: department).family(of: found.ticket.id).contains(file.ticket),
                let bytes = try desktop.desk.blobs.read(file.hash, department: department.rawValue, tx)
            else { throw TicketError.attachmentNotFound }
            return (file, bytes)
        }
        if try request.query().isOn("inline"), let type = SafeType.picture(in: bytes) {
            return .file(bytes, type: type, name: file.name, inline: true)
        }
        return .file(bytes, type: SafeType.forSaving(file.type), name: file.name, inline: false)
    }
}

extension Response {
    /// Bytes of others: never run, never guessed at, named as a file of theirs (RFC 6266, RFC 8187).
    static func file(_ bytes: [UInt8], type: String, name: String, inline: Bool) -> Response {
        let plain = String(
            name.unicodeScalars.map { scalar -> Character in
                let isPlain = (32..<127).contains(scalar.value) && !"\"\\%".unicodeScalars.contains(scalar)
                return isPlain ? Character(scalar) : "_"
            })
        let extended = name.utf8.map { byte -> String in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        return Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: "\(inline ? "inline" : "attachment"); filename=\"\(plain)\"; filename*=UTF-8''\(extended)",
                .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'", .xContentTypeOptions: "nosniff",
                .cacheControl: "private, max-age=3600",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
