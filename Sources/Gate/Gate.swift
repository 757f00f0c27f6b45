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
    /// What stands behind the door, by route.
    private(set) var rooms: [Route.Key: Room] = [:]

    /// - Parameter signpost: leads on to the desks of departments with databases of their own
    package init(
        _ configuration: GateConfiguration, accounts: AccountDesk, doorkeeper: Doorkeeper, keyring: Keyring, randomness: Randomness,
        clock: Clock, signpost: Signpost? = nil
    ) {
        entrance = Entrance(
            configuration: configuration, accounts: accounts, doorkeeper: doorkeeper, keyring: keyring, randomness: randomness,
            clock: clock, signpost: signpost)
        router.add(middleware: entrance)
    }

    /// What answers behind the door.
    package typealias Room = @Sendable (Request, Context) async throws -> Response

    /// What serves. No route can be made behind its back, as the router is not handed out.
    package func responder() -> RouterResponder<Context> {
        router.buildResponder()
    }

    package func on<Caller: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ policy: RoutePolicy<Caller>,
        _ handler: @escaping @Sendable (Request, Caller) async throws -> Response
    ) {
        let route = Route(method: method, path: path, policy: policy.policy)
        let entrance = entrance, room: Room = { request, context in try await handler(request, try policy.admit(context)) }
        routes.append(route)
        rooms[route.key] = room
        router.on(RouterPath(path), method: method) { request, context in
            await entrance.enter(request, context, route, policy, room)
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
