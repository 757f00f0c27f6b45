import Accounts
import HTTPTypes

/// One way in, and who may take it. The table of all of them is what a test walks with every role.
package struct Route: Sendable, Equatable {
    package let method: HTTPRequest.Method
    /// As it was written: `/tickets/:number`.
    package let path: String
    package let policy: Policy

    struct Key: Hashable, Sendable {
        let method: HTTPRequest.Method
        let path: String
    }

    var key: Key { Key(method: method, path: path) }

    package enum Policy: Sendable, Equatable {
        /// An agent with this right, in some department at least.
        case demands(Verb, ObjectKind, Reach)
        /// Any agent, for the reason given.
        case signedIn(String)
        /// A contact, who has this right on what is theirs.
        case contact(Verb, ObjectKind)
        /// Everyone, for the reason given.
        case `public`(String)
    }
}

/// Who may take a way in, and as what they come to its handler. There is no route without one: every way to make one asks for it.
package struct RoutePolicy<Caller: Sendable>: Sendable {
    let policy: Route.Policy
    /// How often one network may knock; `nil` for as often as it likes.
    let limit: RequestLimit?
    /// Whether forms are ours alone, with our token in them.
    let expectsToken: Bool
    /// Whether it is asked who comes: not for files that are the same for everyone.
    let recognises: Bool
    let admit: @Sendable (Context) throws -> Caller
}

extension RoutePolicy where Caller == AgentContext {
    package static func demands(_ verb: Verb, _ object: ObjectKind, reach: Reach = .own) -> RoutePolicy {
        RoutePolicy(policy: .demands(verb, object, reach), limit: nil, expectsToken: true, recognises: true) { context in
            let context = try AgentContext(context)
            try context.demand(verb, object, reach)
            return context
        }
    }

    /// For what is one's own: profile, sessions, keys, signing out.
    package static func signedIn(_ reason: String) -> RoutePolicy {
        RoutePolicy(policy: .signedIn(reason), limit: nil, expectsToken: true, recognises: true) { try AgentContext($0) }
    }
}

extension RoutePolicy where Caller == ContactContext {
    package static func contact(_ verb: Verb, _ object: ObjectKind) -> RoutePolicy {
        RoutePolicy(policy: .contact(verb, object), limit: nil, expectsToken: true, recognises: true) { context in
            let context = try ContactContext(context)
            try context.access.demand(verb, object)
            return context
        }
    }
}

extension RoutePolicy where Caller == Context {
    /// For pages and forms that anyone may use. Without a limit of its own a form may be sent 30 times a minute.
    package static func `public`(_ reason: String, limit: RequestLimit? = nil) -> RoutePolicy {
        RoutePolicy(policy: .public(reason), limit: limit, expectsToken: true, recognises: true) { $0 }
    }

    /// For what other machines send, who show otherwise who they are: a signature, a secret in the address.
    package static func machine(_ reason: String, limit: RequestLimit) -> RoutePolicy {
        RoutePolicy(policy: .public(reason), limit: limit, expectsToken: false, recognises: false) { $0 }
    }

    /// For files that are the same for everyone, and signs of life.
    package static func files(_ reason: String) -> RoutePolicy {
        RoutePolicy(policy: .public(reason), limit: nil, expectsToken: false, recognises: false) { $0 }
    }
}
