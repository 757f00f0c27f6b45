import Foundation
import NIOCore
import Primitives

/// The server our mail leaves through.
package struct SMTPRelay: Sendable {
    package enum Protection: Sendable, Equatable {
        case never
        /// Encrypted when the server offers it, to whatever certificate it shows (RFC 7435): who can change the line could
        /// take the offer away as well.
        case optional
        /// Encrypted to a certificate that names the host and is signed by one this machine trusts, or nothing is sent.
        case required
        /// As ``required``, from the first byte on.
        case immediate
    }

    /// A name or an IP address, without brackets.
    package let host: String
    package let port: Int
    package let protection: Protection
    package let credentials: SMTPCredentials?
    /// False only for a relay on this machine.
    package let checksCertificate: Bool

    /// - Parameters:
    ///   - checksCertificate: false is heeded for a relay on this machine only.
    ///   - protection: with credentials ``Protection/optional`` means ``Protection/required``, unless on this machine.
    package init(
        host: String, port: Int, protection: Protection = .optional, credentials: SMTPCredentials? = nil, checksCertificate: Bool = true
    ) throws(SMTPRelayError) {
        let isLocal = SMTPRelay.isLoopback(host)
        guard checksCertificate || isLocal else { throw .mustCheckCertificate }
        guard credentials == nil || isLocal || protection != .never else { throw .mustEncryptCredentials }
        self.host = host
        self.port = port
        self.protection = credentials != nil && !isLocal && protection == .optional ? .required : protection
        self.credentials = credentials
        self.checksCertificate = checksCertificate
    }

    /// Reads `smtp://user:password@host:port` or `smtps://…`, user and password percent-encoded.
    ///
    /// Without a port: 465 for `smtps`, else 587 with credentials and 25 without. Options: `starttls=required`,
    /// `optional` (the default) or `never`; `verify=false` leaves the certificate unchecked, on this machine only.
    package init(url: String) throws(SMTPRelayError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host, !host.isEmpty,
            ["", "/"].contains(parts.path), parts.fragment == nil, ![host, parts.user, parts.password].contains(where: Self.isUnsafe)
        else { throw .notURL }
        guard scheme == "smtp" || scheme == "smtps" else { throw .unknownScheme(scheme) }
        let options = try Options(parts.queryItems ?? [], isImmediate: scheme == "smtps")
        let credentials = parts.user.map { SMTPCredentials(user: $0, password: parts.password ?? "") }
        let usual = scheme == "smtps" ? 465 : credentials == nil ? 25 : 587
        guard (1...65535).contains(parts.port ?? usual) else { throw .notURL }
        try self.init(
            host: host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port: parts.port ?? usual,
            protection: options.protection, credentials: credentials, checksCertificate: options.checksCertificate)
    }

    /// Control characters end a line of the dialogue or of its log.
    private static func isUnsafe(_ part: String?) -> Bool {
        part?.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } ?? false
    }

    private struct Options {
        var protection: Protection
        var checksCertificate = true

        init(_ items: [URLQueryItem], isImmediate: Bool) throws(SMTPRelayError) {
            protection = isImmediate ? .immediate : .optional
            for item in items {
                switch (item.name, item.value) {
                case ("starttls", "required") where !isImmediate: protection = .required
                case ("starttls", "optional") where !isImmediate: protection = .optional
                case ("starttls", "never") where !isImmediate: protection = .never
                case ("verify", "false"): checksCertificate = false
                case ("verify", "true"): checksCertificate = true
                default: throw .unknownOption(item.name)
                }
            }
        }
    }

    static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        guard (try? SocketAddress(ipAddress: host, port: 0)) != nil else { return false }
        return host.hasPrefix("127.") || host == "::1"
    }
}

extension SMTPRelay: Equatable {
    /// The address as ``init(url:)`` reads it, with the password: for what is kept sealed. Without a way to sign in that is asked
    /// for at each time.
    package var url: String {
        var parts = URLComponents()
        (parts.scheme, parts.host) = (protection == .immediate ? "smtps" : "smtp", host.contains(":") ? "[\(host)]" : host)
        parts.port = port
        (parts.user, parts.password) = (credentials?.user, credentials?.password)
        let options = [Self.starttls[protection].map { URLQueryItem(name: "starttls", value: $0) }, checksCertificate ? nil : URLQueryItem(name: "verify", value: "false")]
        let given = options.compactMap(\.self)
        if !given.isEmpty { parts.queryItems = given }
        return parts.string ?? ""
    }

    private static let starttls: [Protection: String] = [.never: "never", .required: "required"]

    package static func == (one: SMTPRelay, other: SMTPRelay) -> Bool { one.url == other.url }
}

extension SMTPRelay: CustomStringConvertible {
    /// Without the password.
    package var description: String {
        let user = credentials.map { "\($0.user)@" } ?? ""
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(protection == .immediate ? "smtps" : "smtp")://\(user)\(shown):\(port)"
    }
}

/// Who we are to a relay.
package struct SMTPCredentials: Sendable {
    package enum Secret: Sendable {
        /// For AUTH PLAIN or LOGIN (RFC 4616).
        case password(String)
        /// For AUTH XOAUTH2: asked for an access token at each sign-in.
        case token(@Sendable () async throws -> String)
    }

    package let user: String
    let secret: Secret

    package init(user: String, password: String) {
        self.user = user
        secret = .password(password)
    }

    package init(user: String, token: @escaping @Sendable () async throws -> String) {
        self.user = user
        secret = .token(token)
    }

    /// `nil` where a token is asked for instead.
    package var password: String? {
        if case .password(let password) = secret { password } else { nil }
    }
}

extension SMTPCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the secret, so that no log holds it.
    package var description: String { "SMTPCredentials(\(user), …)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}

/// Why a relay's address is not taken.
package enum SMTPRelayError: UserFacingError, Equatable {
    case notURL
    case unknownScheme(String)
    case unknownOption(String)
    /// A certificate may go unchecked on this machine only.
    case mustCheckCertificate
    /// A password does not leave this machine unencrypted.
    case mustEncryptCredentials

    package var notice: Notice {
        switch self {
        case .notURL: Notice("smtp.relay.notURL", .invalid)
        case .unknownScheme(let scheme): Notice("smtp.relay.unknownScheme", .invalid, ["scheme": scheme])
        case .unknownOption(let option): Notice("smtp.relay.unknownOption", .invalid, ["option": option])
        case .mustCheckCertificate: Notice("smtp.relay.mustCheckCertificate", .refused)
        case .mustEncryptCredentials: Notice("smtp.relay.mustEncryptCredentials", .refused)
        }
    }
}
