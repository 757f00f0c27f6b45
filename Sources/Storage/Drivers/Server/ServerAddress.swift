import Foundation

/// A database on a server.
package struct ServerAddress: Sendable, Equatable {
    /// Whether what travels is encrypted, and for whom.
    enum Security: String, Sendable, CaseIterable {
        case off
        /// Where the server can.
        case prefer
        /// Always, whoever the server is.
        case on
        /// Always, and only with the server named in its certificate.
        case verify
    }

    let dialect: Dialect
    let user: String?
    let password: String?
    let host: String
    let port: Int
    let name: String
    /// The server's socket on this machine, instead of host and port.
    let socket: String?
    let security: Security
    /// Certificates that vouch for the server's, in PEM.
    let authorities: String?
    /// Connections that read, and as many that write.
    let connections: Int

    /// For people, without the password.
    var place: String {
        "\(dialect.rawValue)://\(user.map { "\($0)@" } ?? "")\(socket ?? "\(host):\(port)")/\(name)"
    }
}

extension ServerAddress {
    private static let mostConnections = 100

    /// Reads `postgres://user:password@host:port/name?option=value`.
    ///
    /// Options: `socket` (a path, instead of host and port), `tls` (`off`, `prefer`, `on`, `verify`), `ca` (a PEM file), `password-file`,
    /// `connections` (1 to 100, for reading and for writing each).
    /// Throws ``DatabaseAddress/Refusal``.
    init(_ dialect: Dialect, _ url: URLComponents, password: String?) throws {
        var options = try Self.options(of: url)
        self.dialect = dialect
        user = url.user.flatMap { $0.isEmpty ? nil : $0 }
        name = String(url.path.drop { $0 == "/" }).removingPercentEncoding ?? ""
        host = url.host.flatMap { $0.isEmpty ? nil : $0 } ?? "localhost"
        port = url.port ?? (dialect == .postgres ? 5432 : 3306)
        socket = options.removeValue(forKey: "socket")
        authorities = options.removeValue(forKey: "ca")
        let file = try options.removeValue(forKey: "password-file").map(Self.secret)
        self.password = url.password ?? file ?? password
        security = try Self.read("tls", from: &options, Security.prefer, Security.init)
        connections = try Self.read("connections", from: &options, 8) { Int($0).flatMap { 1...Self.mostConnections ~= $0 ? $0 : nil } }
        if let unknown = options.keys.min() { throw DatabaseAddress.Refusal.option(unknown) }
        guard !name.isEmpty, !name.contains("/") else { throw DatabaseAddress.Refusal.name }
    }

    private static func options(of url: URLComponents) throws -> [String: String] {
        let items = (url.queryItems ?? []).map { ($0.name, $0.value ?? "") }
        return Dictionary(items) { _, last in last }
    }

    private static func read<T>(_ name: String, from options: inout [String: String], _ usual: T, _ made: (String) -> T?) throws -> T {
        guard let text = options.removeValue(forKey: name) else { return usual }
        guard let value = made(text) else { throw DatabaseAddress.Refusal.value(option: name, text) }
        return value
    }

    private static func secret(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw StorageError.unreachable(path) }
        return text.trimmingCharacters(in: .newlines)
    }
}
