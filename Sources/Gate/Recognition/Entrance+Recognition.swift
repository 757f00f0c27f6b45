import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Primitives
import Storage

extension Entrance {
    /// Who asks: below `/api/` the agent of a bearer token, elsewhere the holder of the session's cookie, else a guest.
    func recognise(_ request: Request, _ route: Route, _ context: inout Context) async throws {
        context.visit.device = String((request.headers[.userAgent] ?? "").prefix(190))
        // By the route, not by what was asked for: `//api/…` leads there too.
        if route.path.hasPrefix("/api/") {
            try await recogniseProgram(request, &context)
        } else {
            try await recogniseBrowser(request, &context)
        }
        context.visit.language = language(of: request, context)
    }

    private func recogniseProgram(_ request: Request, _ context: inout Context) async throws {
        guard let header = request.headers[.authorization] else { return }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return }
        context.visit.admission = try await doorkeeper.admit(bearer: String(parts[1]).trimmed)
        if context.admission == nil { try limits.knock("bearer", from: context.client.network, .writing) }
    }

    func recogniseBrowser(_ request: Request, _ context: inout Context) async throws {
        func cookie(_ name: CookieName) -> String? {
            request.cookies[name.text(usesTLS: context.client.usesTLS)]?.value
        }
        context.visit.department = cookie(.department).flatMap { ID($0) }
        readFlash(cookie(.flash), &context)
        if let token = cookie(.session), let admission = try await doorkeeper.admit(session: token) {
            (context.visit.admission, context.visit.sessionToken) = (admission, token)
            await keepAlive(admission, token, context)
        } else {
            recogniseGuest(cookie(.guest), &context)
        }
    }

    /// Without a session, forms are bound to a name that only this browser has.
    private func recogniseGuest(_ name: String?, _ context: inout Context) {
        let known = name.flatMap { SecretToken.hash($0) == nil ? nil : $0 }
        context.visit.isGuestKnown = known != nil
        context.visit.guest = known ?? SecretToken.make(randomness)
        context.visit.guestToken = keyring.sign("guest:\(context.visit.guest)", for: .form)
    }

    private func readFlash(_ sealed: String?, _ context: inout Context) {
        let flash = Flash(keyring: keyring)
        context.visit.sealFlash = flash.seal
        context.visit.flash = sealed.flatMap(flash.open)
    }

    /// Notes now and then that the session is in use, and hands on its new secret. A desk that cannot write can still be read.
    private func keepAlive(_ admission: Admission, _ token: String, _ context: Context) async {
        guard let session = admission.session, session.wantsTouch(at: clock.now()) else { return }
        do {
            if let renewed = try await accounts.touch(session, token: token) { context.signIn(renewed) }
        } catch {
            context.logger.warning("session not noted", metadata: ["error": "\(String(describing: error).prefix(200))"])
        }
    }

    /// The agent's own, the browser's cookie, what the browser asks for, the department's.
    func language(of request: Request, _ context: Context) -> Language {
        let chosen = request.cookies[CookieName.language.text(usesTLS: context.client.usesTLS)]?.value
        return context.admission?.agent?.language ?? chosen.flatMap { Language(rawValue: $0) }
            ?? request.headers[.acceptLanguage].flatMap { Language(accepting: $0) } ?? configuration.language()
    }
}
