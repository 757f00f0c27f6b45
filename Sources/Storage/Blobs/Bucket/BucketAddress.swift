import Foundation
import Primitives

/// Where a bucket of an S3-compatible store lies: `s3://BUCKET[/PREFIX]?endpoint=https://HOST:PORT&region=NAME&key-file=FILE`.
package struct BucketAddress: Sendable, Equatable {
    let bucket: String
    /// What stands before the names of all objects: empty, or with a slash at its end.
    private(set) var prefix: String
    /// `https://host` or `http://host:port`.
    let endpoint: String
    /// The endpoint's host, with its port where it names one.
    let host: String
    let region: String
    /// A file whose first line is the key's name and whose second is its secret.
    let keyFile: String?

    /// As it is written, without where the key is.
    package var place: String {
        "s3://\(bucket)\(prefix.isEmpty ? "" : "/\(prefix.dropLast())")?endpoint=\(endpoint)\(region == Self.usualRegion ? "" : "&region=\(region)")"
    }

    /// A part of the bucket for another desk, of which this one knows nothing.
    package func below(_ folder: String) -> BucketAddress {
        var address = self
        address.prefix += "\(folder)/"
        return address
    }

    /// Why a text is no bucket's address.
    package enum Refusal: Error, Equatable, Sendable {
        /// It names no bucket, or one that cannot be.
        case bucket
        case prefix(String)
        case endpoint(String)
        case option(String)
        /// A key stands in it, where others would read it.
        case secret
        /// No key was given, or its file holds none.
        case noKey
    }
}

extension BucketAddress {
    package static let scheme = "s3://"
    private static let usualRegion = "us-east-1"

    /// Throws ``Refusal``.
    package init(_ text: String) throws(Refusal) {
        guard text.hasPrefix(Self.scheme), let url = URLComponents(string: text) else { throw .bucket }
        guard url.user == nil, url.password == nil else { throw .secret }
        guard let name = url.host, name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{1,62}/) != nil, url.port == nil else { throw .bucket }
        bucket = name
        prefix = try Self.prefix(url.path)
        var options = Dictionary((url.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { _, last in last }
        let region = options.removeValue(forKey: "region") ?? Self.usualRegion
        self.region = region
        (endpoint, host) = try Self.endpoint(options.removeValue(forKey: "endpoint") ?? "https://s3.\(region).amazonaws.com")
        keyFile = options.removeValue(forKey: "key-file")
        if let unknown = options.keys.min() { throw .option(unknown) }
    }

    /// Letters that need no spelling out, in a request or in a list of objects.
    private static func prefix(_ path: String) throws(Refusal) -> String {
        let parts = path.split(separator: "/")
        if parts.isEmpty { return "" }
        let name = parts.joined(separator: "/")
        guard name.count <= 500, !parts.contains("."), !parts.contains(".."), name.wholeMatch(of: /[A-Za-z0-9._\/-]+/) != nil else {
            throw .prefix(path)
        }
        return "\(name)/"
    }

    private static func endpoint(_ text: String) throws(Refusal) -> (String, host: String) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty, url.user == nil, ["", "/"].contains(url.path), url.query == nil
        else { throw .endpoint(text) }
        let usual = scheme == "https" ? 443 : 80
        let whole = url.port.flatMap { $0 == usual ? nil : "\(host):\($0)" } ?? host
        return ("\(scheme)://\(whole)", whole)
    }
}

/// Who asks a store, and by what secret; it says neither when it is printed.
package struct BucketKey: Sendable, Equatable, CustomStringConvertible {
    let name: String
    let secret: String

    package init(name: String, secret: String) {
        self.name = name
        self.secret = secret
    }

    package var description: String { "BucketKey" }

    /// The key that a file holds, else that of the environment: `AMPARO_S3_ACCESS_KEY` and `AMPARO_S3_SECRET_KEY`.
    /// Throws ``BucketAddress/Refusal/noKey``, and ``StorageError/unreachable(_:)`` for a file that cannot be read.
    package init(for address: BucketAddress, environment: [String: String]) throws {
        var lines = ["AMPARO_S3_ACCESS_KEY", "AMPARO_S3_SECRET_KEY"].map { environment[$0] ?? "" }
        if let file = address.keyFile {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw StorageError.unreachable(file) }
            lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard lines.count >= 2, !lines[0].isEmpty, !lines[1].isEmpty else { throw BucketAddress.Refusal.noKey }
        self.init(name: lines[0], secret: lines[1])
    }
}

extension BucketAddress.Refusal: UserFacingError {
    package var notice: Notice {
        switch self {
        case .bucket: Notice("storage.bucketAddress.bucket", .invalid)
        case .prefix(let prefix): Notice("storage.bucketAddress.prefix", .invalid, ["prefix": prefix])
        case .endpoint(let endpoint): Notice("storage.bucketAddress.endpoint", .invalid, ["endpoint": endpoint])
        case .option(let option): Notice("storage.bucketAddress.option", .invalid, ["option": option])
        case .secret: Notice("storage.bucketAddress.secret", .invalid)
        case .noKey: Notice("storage.bucketAddress.noKey", .invalid)
        }
    }
}
