import Primitives
import Storage

/// A browser that is signed in.
package struct Session: Sendable, Equatable {
    /// Ends that long after it was last seen.
    package static let lifetime: Duration = .days(14)
    /// Being seen is written at most that often.
    static let interval: Duration = .minutes(5)
    /// How long the old token of a renewed session still works, for requests that were on their way.
    static let grace: Duration = .seconds(60)

    package let id: ID<Session>
    package let holder: Holder
    package let made: Instant
    package let seen: Instant
    package let expires: Instant
    /// Stands in every form.
    package let csrf: String
    /// What the browser calls itself.
    package let device: String
    /// Its holder's rights changed: it is to get a new token.
    package let isStale: Bool
    /// It was found by the token it had before.
    package let isFormer: Bool

    /// Whether ``AccountDesk/touch(_:token:)`` has something to do.
    package func wantsTouch(at now: Instant) -> Bool {
        !isFormer && (isStale || now - seen >= Self.interval)
    }
}

/// A session just begun or renewed, and the secret for its cookie.
package struct SignedIn: Sendable {
    package let session: Session
    package let token: String
}

// Neither is ever printed with its secret.

extension Session: CustomStringConvertible, CustomReflectable {
    package var description: String { "session \(id)" }
    package var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

extension SignedIn: CustomStringConvertible, CustomReflectable {
    package var description: String { session.description }
    package var customMirror: Mirror { session.customMirror }
}
