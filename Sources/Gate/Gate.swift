import Accounts
import HTTPTypes
import Hummingbird
import Primitives
import Storage

/// The door of every request. Routes are made here and nowhere else, each with its policy.
///
///     gate.get("/tickets/:number", demands: .see, .ticket) { request, context in … }
///     gate.post("/sign-in", .public("nobody is signed in yet")) { request, context in … }
package final class Gate {
    /// Every way in, in the order they were made.
    package private(set) var routes: [Route] = []
    private let entrance: Entrance
    private let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)

    package init(
        _ configuration: GateConfiguration, accounts: AccountDesk, doorkeeper: Doorkeeper, keyring: Keyring, randomness: Randomness,
        clock: Clock
    ) {
        entrance = Entrance(
            configuration: configuration, accounts: accounts, doorkeeper: doorkeeper, keyring: keyring, randomness: randomness,
            clock: clock)
        router.add(middleware: entrance)
    }

    /// What serves. No route can be made behind its back, as the router is not handed out.
    package func responder() -> RouterResponder<Context> {
        router.buildResponder()
    }

    package func on<Caller: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ policy: RoutePolicy<Caller>,
        _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) {
        let route = Route(method: method, path: path, policy: policy.policy)
        let entrance = entrance
        routes.append(route)
        router.on(RouterPath(path), method: method) { request, context in
            await entrance.enter(request, context, route, policy, handler)
        }
    }

    package func get<Caller: Sendable>(
        _ path: String, _ policy: RoutePolicy<Caller>, _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) { on(.get, path, policy, handler) }

    package func post<Caller: Sendable>(
        _ path: String, _ policy: RoutePolicy<Caller>, _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) { on(.post, path, policy, handler) }

    package func put<Caller: Sendable>(
        _ path: String, _ policy: RoutePolicy<Caller>, _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) { on(.put, path, policy, handler) }

    package func patch<Caller: Sendable>(
        _ path: String, _ policy: RoutePolicy<Caller>, _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) { on(.patch, path, policy, handler) }

    package func delete<Caller: Sendable>(
        _ path: String, _ policy: RoutePolicy<Caller>, _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) { on(.delete, path, policy, handler) }
}

extension Gate {
    package typealias AgentHandler = @Sendable (Request, AgentContext) async throws -> Response

    package func get(_ path: String, demands verb: Verb, _ object: ObjectKind, reach: Reach = .own, _ handler: @escaping AgentHandler) {
        on(.get, path, .demands(verb, object, reach: reach), handler)
    }

    package func post(_ path: String, demands verb: Verb, _ object: ObjectKind, reach: Reach = .own, _ handler: @escaping AgentHandler) {
        on(.post, path, .demands(verb, object, reach: reach), handler)
    }

    package func put(_ path: String, demands verb: Verb, _ object: ObjectKind, reach: Reach = .own, _ handler: @escaping AgentHandler) {
        on(.put, path, .demands(verb, object, reach: reach), handler)
    }

    package func patch(_ path: String, demands verb: Verb, _ object: ObjectKind, reach: Reach = .own, _ handler: @escaping AgentHandler) {
        on(.patch, path, .demands(verb, object, reach: reach), handler)
    }

    package func delete(_ path: String, demands verb: Verb, _ object: ObjectKind, reach: Reach = .own, _ handler: @escaping AgentHandler) {
        on(.delete, path, .demands(verb, object, reach: reach), handler)
    }
}
