/// Something to tell a person: a key of the texts, what fills its gaps, and of what kind it is.
package struct Notice: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// What was asked for is not there.
        case missing
        /// The desk's rules do not allow it now.
        case refused
        /// What was given cannot be used as it is.
        case invalid
        /// Whoever asks may not.
        case forbidden
        /// Someone else was faster.
        case conflict
        /// Too much or too often.
        case limited
        /// For information.
        case told
    }

    package let key: String
    package let kind: Kind
    package let values: [String: String]

    package init(_ key: String, _ kind: Kind, _ values: [String: String] = [:]) {
        self.key = key
        self.kind = kind
        self.values = values
    }
}

/// A refusal with a text for people in every language.
package protocol UserFacingError: Error, Sendable {
    var notice: Notice { get }
}
