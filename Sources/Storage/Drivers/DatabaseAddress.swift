import Foundation
import Primitives

/// Where a desk's database lies: `sqlite:///path`, `postgres://user@host/name` or `mariadb://user@host/name`.
package enum DatabaseAddress: Sendable, Equatable {
    case file(String)
    case server(ServerAddress)

    /// Why a text is no address.
    package enum Refusal: Error, Equatable, Sendable {
        /// It does not begin as one of the three.
        case scheme(String)
        /// It names no database.
        case name
        case option(String)
        case value(option: String, String)
    }

    /// Reads an address; a text without `://` is the path of a SQLite file.
    /// - Parameter password: for a server, where the address has none
    /// Throws ``Refusal``, and ``StorageError/unreachable(_:)`` for a password file that cannot be read.
    package init(_ text: String, password: String? = nil) throws {
        let scheme = Self.scheme(of: text), dialect = Self.dialects[scheme]
        guard let end = text.firstRange(of: "://") else {
            // postgres:name, mistyped, is no file's path.
            if dialect != nil, text.dropFirst(scheme.count).hasPrefix(":") { throw Refusal.scheme(scheme) }
            self = .file(text)
            return
        }
        guard let dialect, text[..<end.lowerBound].count == scheme.count, let url = URLComponents(string: text) else {
            throw Refusal.scheme(scheme)
        }
        if dialect == .sqlite {
            self = .file(String(text[end.upperBound...]))
        } else {
            self = .server(try ServerAddress(dialect, url, password: password))
        }
    }

    private static let dialects: [String: Dialect] = [
        "sqlite": .sqlite, "postgres": .postgres, "postgresql": .postgres, "mariadb": .mariadb, "mysql": .mariadb,
    ]

    /// The letters it begins with: what follows in a mistyped one may be a password, and is not repeated to anyone.
    private static func scheme(of text: String) -> String {
        text.prefix { $0.isASCII && $0.isLetter }.lowercased()
    }

    package var dialect: Dialect {
        switch self {
        case .file: .sqlite
        case .server(let address): address.dialect
        }
    }

    /// The path of a SQLite file.
    package var path: String? {
        if case .file(let path) = self { path } else { nil }
    }

    /// For people, without the password.
    package var place: String {
        switch self {
        case .file(let path): path
        case .server(let address): address.place
        }
    }
}

extension DatabaseAddress.Refusal: UserFacingError {
    package var notice: Notice {
        switch self {
        case .scheme(let scheme): Notice("storage.address.scheme", .invalid, ["scheme": scheme])
        case .name: Notice("storage.address.name", .invalid)
        case .option(let option): Notice("storage.address.option", .invalid, ["option": option])
        case .value(let option, let value): Notice("storage.address.value", .invalid, ["option": option, "value": value])
        }
    }
}
