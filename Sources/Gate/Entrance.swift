import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Primitives
import Storage

/// What every request passes: its number and client on the way in, headers and cookies on the way out, and between them whoever
/// asks is recognised, limited, checked against the route's policy and against forms of others.
struct Entrance: RouterMiddleware {
    let configuration: GateConfiguration
    let accounts: AccountDesk
    let doorkeeper: Doorkeeper
    let keyring: Keyring
    let randomness: Randomness
    let clock: Clock
    let limits: DoorLimit
    let refuser: Refuser
    let signpost: Signpost?

    init(
        configuration: GateConfiguration, accounts: AccountDesk, doorkeeper: Doorkeeper, keyring: Keyring, randomness: Randomness,
        clock: Clock, signpost: Signpost?
    ) {
        self.configuration = configuration
        self.accounts = accounts
        self.doorkeeper = doorkeeper
        self.keyring = keyring
        self.randomness = randomness
        self.clock = clock
        self.signpost = signpost
        limits = DoorLimit(clock)
        refuser = Refuser(configuration: configuration)
    }

    /// Around everything, addresses that lead nowhere too.
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visit.requestID = randomness.token(bits: 72)
        context.logger[metadataKey: "request"] = "\(context.requestID)"
        context.visit.client = Client.of(
            request.headers, peer: context.peer, usesTLS: configuration.usesTLS, proxies: configuration.proxies)
        context.visit.language = language(of: request, context)
        var response: Response
        do {
            response = try await next(try request.limited(to: configuration.limits.request), context)
        } catch {
            // No route knew the address, so nobody was recognised yet; the answer still speaks their language.
            try? await recogniseBrowser(request, &context)
            context.visit.language = language(of: request, context)
            response = refuser.answer(error, to: request, context)
        }
        response.headers[.requestID] = context.requestID
        SecurityHeaders.add(to: &response.headers, policy: configuration.contentPolicy, usesTLS: context.client.usesTLS)
        context.visit.cookies.pour(into: &response.headers)
        return response
    }

    /// Through the door of one route. What fails is answered here, where it is known who asks and what they speak.
    func enter<Caller: Sendable>(
        _ request: Request, _ context: Context, _ route: Route, _ policy: RoutePolicy<Caller>,
        _ room: @escaping Gate.Room
    ) async -> Response {
        var context = context
        do {
            if policy.recognises { try await recognise(request, route, &context) }
            try checkLimit(request, context, route, policy)
            _ = try policy.admit(context)
            if policy.expectsToken && !request.method.isSafe { try await readForm(request, &context) }
            guard let signpost else { return try await room(request, context) }
            return try await signpost.answer(request, at: route, context, main: room)
        } catch {
            let signIn = if case .contact = route.policy { configuration.contactSignIn } else { configuration.signIn }
            return refuser.answer(error, to: request, context, signIn: signIn)
        }
    }

    private func checkLimit<Caller>(
        _ request: Request, _ context: Context, _ route: Route, _ policy: RoutePolicy<Caller>
    ) throws {
        guard policy.recognises || policy.limit != nil, context.admission?.agent == nil else { return }
        let limit = policy.limit ?? (request.method.isSafe ? .reading : .writing)
        try limits.knock("\(route.method.rawValue) \(route.path)", from: context.client.network, limit)
    }

    /// A change by a browser is one of our forms, or of our scripts. Programs with a key have no cookie that others could use.
    private func readForm(_ request: Request, _ context: inout Context) async throws {
        let isProgram = context.admission?.token != nil
        if !isProgram { try CrossSite.check(request, publicHost: configuration.publicHost) }
        context.visit.form = try await FormReader(limits: configuration.limits, folder: configuration.folder).read(request)
        if isProgram { return }
        let given = try request.headers[.csrfToken] ?? context.form.text("csrf")
        let expected = context.admission?.session?.csrf ?? (context.visit.isGuestKnown ? context.visit.guestToken : "")
        guard SecretToken.areEqual(given.utf8, expected.utf8) else { throw GateError.expiredForm }
    }
}
