import Accounts
import Contacts
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import NIOCore
import Primitives
import Storage
import Tickets

/// One request, for who has its private link and for who is signed in; and all requests of the latter.
struct RequestRoutes {
    let desktop: Desktop

    private static let secret = "who knows the link is who it was given to"

    func add(to gate: Gate) {
        addGuests(to: gate)
        gate.get("/help/requests", .contact(.see, .ticket)) { request, context in try await list(request, context) }
        gate.get("/help/requests/:number", .contact(.see, .ticket)) { _, context in try await show(Way(context, desktop)) }
        gate.post("/help/requests/:number", .contact(.answer, .ticket)) { _, context in try await answer(Way(context, desktop)) }
        gate.post("/help/requests/:number/solved", .contact(.solve, .ticket)) { _, context in try await solve(Way(context, desktop)) }
        gate.post("/help/requests/:number/open", .contact(.solve, .ticket)) { _, context in try await reopen(Way(context, desktop)) }
        gate.get("/help/requests/:number/files/:id", .contact(.see, .ticket)) { _, context in try await file(Way(context, desktop)) }
    }

    private func addGuests(to gate: Gate) {
        let policy = RoutePolicy.public(Self.secret)
        gate.get("/r/:token", policy) { _, context in try await show(Way(context, desktop)) }
        gate.post("/r/:token", policy) { _, context in try await answer(Way(context, desktop)) }
        gate.post("/r/:token/solved", policy) { _, context in try await solve(Way(context, desktop)) }
        gate.post("/r/:token/open", policy) { _, context in try await reopen(Way(context, desktop)) }
        gate.get("/r/:token/files/:id", policy) { _, context in try await file(Way(context, desktop)) }
    }

    /// How somebody came to a request.
    private struct Way: Sendable {
        let path: LocalPath
        let context: Context
        let isGuest: Bool
        let find: @Sendable (Transaction) throws -> FoundRequest

        init(_ context: Context, _ desktop: Desktop) throws {
            let secret = try context.parameter("token")
            self.context = context
            path = LocalPath("/r/\(secret)")
            isGuest = true
            find = { tx in try desktop.request(secret: secret, tx) }
        }

        init(_ context: ContactContext, _ desktop: Desktop) throws {
            let number = try context.parameter("number")
            self.context = context.base
            path = LocalPath("/help/requests/\(number)")
            isGuest = false
            find = { tx in try desktop.request(number: number, context, tx) }
        }
    }

    private func list(_ request: Request, _ context: ContactContext) async throws -> Response {
        let key = ID<Ticket>(try request.query().text("after"))
        let (asker, page) = try await desktop.db.read { tx in
            let asker = try desktop.asker(context.base, tx)
            guard let contact = asker.contact else { throw GateError.signInNeeded }
            return (asker, try RequestStore(tx, department: asker.department).page(of: contact.id, before: key, most: 30))
        }
        let rows = page.rows.map { RequestRow($0) }
        let content: HTML = """
            <div class="portal"><section class="stack loose"><h1>\(asker.words("layout.portal.mine"))</h1>\
            \(RequestRow.list(rows, asker.parts))\(asker.parts.more(page.next.map { "/help/requests?after=\($0)" }))\
            <p><a class="btn" href="/help">\(asker.words("portal.askInstead"))</a></p></section></div>
            """
        return desktop.portal(asker, asker.words("layout.portal.mine"), at: .mine, content, context.base)
    }

    /// What another department has now is shown as it is there, unless something is to be told of what was typed here.
    private func show(_ way: Way, text: String = "", error: Notice? = nil) async throws -> Response {
        do {
            if error == nil, let link = try await linkElsewhere(way) { return way.context.redirect(to: LocalPath("/r/\(link)")) }
            let (asker, page) = try await desktop.db.read { tx in
                let found = try way.find(tx)
                let asker = try desktop.reader(of: found, isGuest: way.isGuest, way.context, tx)
                let talk = try RequestTalk(of: found.ticket, for: found.contact, tx)
                let page = RequestPage(
                    talk: talk, path: way.path.text, desk: asker.step.desk, text: text, error: error, isGuest: way.isGuest)
                return (asker, page)
            }
            let status: HTTPResponse.Status = error == nil ? .ok : .unprocessableContent
            return desktop.portal(asker, page.title, at: way.isGuest ? nil : .mine, page.view(asker.parts), way.context, status: status)
        } catch TicketError.linkExpired {
            let step = try await desktop.doorstep(way.context)
            let page = MessagePage.expiredLink(words: step.words, signIn: "/help/sign-in")
            return step.message(page, way.context, status: .gone)
        }
    }

    /// `nil` too while the other department is away: what is here is shown then.
    private func linkElsewhere(_ way: Way) async throws -> String? {
        do {
            return try await desktop.linkElsewhere(way.find)
        } catch is BranchError {
            return nil
        } catch let error as StorageError where error.mayPass {
            return nil
        }
    }

    private func answer(_ way: Way) async throws -> Response {
        let form = way.context.form
        do {
            let text = try form.lines("text", most: 50_000), files = try form.files("file")
            let next = try await desktop.answer(text, files, language: way.context.language, of: way.find)
            let notice = next.map { Notice("portal.taken", .told, ["number": $0.number.text]) } ?? Notice("portal.answered", .told)
            guard let next else { return way.context.redirect(to: way.path, telling: notice) }
            let path = way.isGuest ? LocalPath("/r/\(next.secret)") : LocalPath("/help/requests/\(next.number)")
            return way.context.redirect(to: path, telling: notice)
        } catch TicketError.textMissing {
            return try await show(way, text: form.typed("text"), error: Notice("portal.textMissing", .invalid))
        } catch let error as FormError {
            return try await show(way, text: form.typed("text"), error: error.notice)
        } catch TicketError.linkExpired {
            return try await show(way)
        }
    }

    private func solve(_ way: Way) async throws -> Response {
        try await desktop.solve(try await desktop.db.read(way.find))
        return way.context.redirect(to: way.path, telling: Notice("portal.markedSolved", .told))
    }

    private func reopen(_ way: Way) async throws -> Response {
        try await desktop.reopen(try await desktop.db.read(way.find))
        return way.context.redirect(to: way.path, telling: Notice("portal.reopened", .told))
    }

    /// Always saved, never shown: whatever a stranger sent stays a file.
    private func file(_ way: Way) async throws -> Response {
        let id = try way.context.id("id", as: Attachment.self), blobs = desktop.desk.blobs
        let (file, bytes) = try await desktop.db.read { tx in
            let found = try way.find(tx)
            let file = try RequestTalk(of: found.ticket, for: found.contact, tx).file(id)
            guard let bytes = try blobs.read(file.hash, department: found.ticket.department.rawValue, tx) else {
                throw TicketError.attachmentNotFound
            }
            return (file, bytes)
        }
        return .saved(file.name, type: file.type, bytes)
    }
}

extension Desktop {
    /// Who follows a private link is a guest, whoever else may be signed in in that browser.
    fileprivate func reader(of found: FoundRequest, isGuest: Bool, _ context: Context, _ tx: Transaction) throws -> Asker {
        guard isGuest else { return try asker(context, tx) }
        return Asker(contact: nil, address: "", step: try doorstep(context, in: found.ticket.department, tx))
    }
}

extension Response {
    /// A file to be saved under its name (RFC 6266, RFC 8187).
    static func saved(_ name: String, type: String, _ bytes: [UInt8]) -> Response {
        let plain = String(name.unicodeScalars.map { $0.isASCII && $0.value > 31 && $0.value != 127 && !"\"\\%".unicodeScalars.contains($0) ? Character($0) : "_" })
        let disposition = "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(LocalPath("\(name)").text)"
        return Response(
            status: .ok, headers: [.contentType: SafeType.forSaving(type), .contentDisposition: disposition],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
