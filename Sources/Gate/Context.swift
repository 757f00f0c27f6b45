import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Primitives

/// A request as it goes through the door: what Hummingbird needs, and what we know of who asks.
package struct Context: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The other end of the connection.
    let peer: NetworkAddress?
    var visit: Visit

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = (source.channel.remoteAddress?.ipAddress).flatMap { NetworkAddress($0) }
        visit = Visit()
    }

    /// Stands in the log and on the page of an error.
    package var requestID: String { visit.requestID }
    package var language: Language { visit.language }
    package var client: Client { visit.client }
    /// Whoever is signed in.
    package var admission: Admission? { visit.admission }
    package var form: Form { visit.form }

    /// What every form carries as `csrf`, and scripts as `X-CSRF-Token`. Asking for it gives a browser without a session a cookie.
    package var csrf: String {
        if let session = visit.admission?.session { return session.csrf }
        if !visit.isGuestKnown { visit.cookies.set(cookie(.guest, visit.guest, maxAge: 14 * 86_400)) }
        return visit.guestToken
    }

    /// The browser, as signing in wants to know it.
    package var visitor: Visitor {
        Visitor(address: client.network, device: visit.device, session: visit.sessionToken)
    }

    /// Gives the browser the session, from the next request on.
    package func signIn(_ entry: SignedIn) {
        visit.cookies.set(cookie(.session, entry.token, maxAge: Int(Session.lifetime.components.seconds)))
    }

    /// Takes the session's cookie away; ``AccountDesk/signOut(token:)`` ends the session.
    package func signOut() {
        visit.cookies.set(cookie(.session, "", maxAge: 0))
    }

    /// Remembers the language of a browser without a session.
    package func remember(_ language: Language) {
        visit.cookies.set(cookie(.language, language.rawValue, maxAge: 365 * 86_400))
    }

    /// Remembers which of their departments an agent works in.
    package func remember(_ department: ID<Department>) {
        visit.cookies.set(cookie(.department, department.text, maxAge: 365 * 86_400))
    }

    /// What the page before had to say; told once.
    package func takeFlash() -> Notice? {
        guard let flash = visit.flash else { return nil }
        visit.cookies.set(cookie(.flash, "", maxAge: 0))
        return flash
    }

    /// 303, so that a form is not sent twice (RFC 9110 §15.4.4).
    /// - Parameter notice: shown by the next page
    package func redirect(to path: LocalPath, telling notice: Notice? = nil) -> Response {
        if let notice, let sealed = visit.sealFlash(notice) { visit.cookies.set(cookie(.flash, sealed, maxAge: Flash.lifetime)) }
        return Response(status: .seeOther, headers: [.location: path.text])
    }

    /// A part of the path, decoded. Throws ``GateError/notFound``.
    package func parameter(_ name: String) throws(GateError) -> String {
        guard let text = parameters.get(name)?.removingPercentEncoding, !text.isEmpty else { throw .notFound }
        return text
    }

    /// Throws ``GateError/notFound`` for what is no identifier.
    package func id<Named>(_ name: String, as _: Named.Type) throws(GateError) -> ID<Named> {
        guard let id = ID<Named>(try parameter(name)) else { throw .notFound }
        return id
    }

    func cookie(_ name: CookieName, _ value: String, maxAge: Int) -> SetCookie {
        SetCookie(name: name.text(usesTLS: client.usesTLS), value: value, maxAge: maxAge, isSecure: client.usesTLS)
    }
}

/// What the door found out about a request.
struct Visit: Sendable {
    var requestID = ""
    var client = Client(address: nil, usesTLS: false)
    var language = Language.en
    var device = ""
    var sessionToken: String?
    var admission: Admission?
    /// The department the agent chose last.
    var department: ID<Department>?
    /// The name of a browser without a session, and what its forms carry.
    var guest = ""
    var guestToken = ""
    var isGuestKnown = false
    var flash: Notice?
    var sealFlash: @Sendable (Notice) -> String? = { _ in nil }
    var form = Form.empty
    let cookies = CookieJar()
}
