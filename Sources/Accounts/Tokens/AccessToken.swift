import Primitives
import Storage

/// A secret that was handed out: a link in a mail, or the key of a program.
package struct AccessToken: Sendable, Equatable {
    package enum Purpose: String, Sendable, CaseIterable, Column {
        /// Makes the first admin.
        case setup
        /// Chooses the first password.
        case invite
        /// Chooses a new password.
        case reset
        /// Signs in, once.
        case signin
        /// Signs in as often as it is opened; made by the demo alone.
        case demo
        /// Lets a program do what its agent may.
        case api

        /// How long it works unless told otherwise; `nil` for ever.
        package var lifetime: Duration? {
            switch self {
            case .setup: .hours(24)
            case .invite: .days(7)
            case .reset: .hours(1)
            case .signin: .minutes(30)
            case .demo, .api: nil
            }
        }

        /// Whether using it ends it.
        package var isUsedOnce: Bool {
            switch self {
            case .setup, .invite, .reset, .signin: true
            case .demo, .api: false
            }
        }
    }

    package let id: ID<AccessToken>
    /// `nil` for the set-up link, which makes its own.
    package let holder: Holder?
    package let purpose: Purpose
    /// What its maker called it.
    package let name: String
    package let made: Instant
    package let expires: Instant?
    package let used: Instant?
    package let revoked: Instant?
    let hash: [UInt8]
}

extension AccessToken: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        holder = try Holder.read(row)
        purpose = try row("purpose")
        name = try row("name")
        made = try row("made_at")
        expires = try row("expires_at")
        used = try row("used_at")
        revoked = try row("revoked_at")
        hash = try row("hash")
    }
}
