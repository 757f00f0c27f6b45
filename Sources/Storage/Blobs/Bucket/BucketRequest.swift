import Crypto
import Foundation
import Primitives

/// What a store is asked, before it is signed.
struct BucketRequest: Sendable {
    enum Method: String, Sendable { case get = "GET", put = "PUT", delete = "DELETE" }

    let method: Method
    /// As it is called, nothing spelled out: `/bucket/folder/name`.
    let path: String
    var query: [String: String] = [:]
    /// Names in small letters.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// The longest answer that is taken.
    var mostBytes = 1 << 20
}

/// Signs requests as AWS Signature Version 4 has it, all in headers
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). The hash of the body is part of it, so that a store
/// takes nothing else.
struct BucketSignature: Sendable {
    private static let kind = "AWS4-HMAC-SHA256"

    let key: BucketKey
    let region: String

    /// All headers of the request.
    func headers(of request: BucketRequest, host: String, at now: Instant) -> [String: String] {
        let body = Hex.text(SHA256.hash(data: request.body)), time = Self.time(now)
        var headers = request.headers
        headers["host"] = host
        headers["x-amz-content-sha256"] = body
        headers["x-amz-date"] = time
        let names = headers.keys.sorted().joined(separator: ";"), scope = "\(time.prefix(8))/\(region)/s3/aws4_request"
        let canonical = Self.canonical(request, headers, names, body)
        let toSign = "\(Self.kind)\n\(time)\n\(scope)\n\(Hex.text(SHA256.hash(data: Data(canonical.utf8))))"
        let signature = Hex.text(Self.code(toSign, by: signingKey(String(time.prefix(8)))))
        headers["authorization"] = "\(Self.kind) Credential=\(key.name)/\(scope),SignedHeaders=\(names),Signature=\(signature)"
        return headers
    }

    private static func canonical(_ request: BucketRequest, _ headers: [String: String], _ names: String, _ body: String) -> String {
        let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)\n" }.joined()
        return "\(request.method.rawValue)\n\(request.spelledPath)\n\(request.spelledQuery)\n\(lines)\n\(names)\n\(body)"
    }

    private func signingKey(_ day: String) -> SymmetricKey {
        [day, region, "s3", "aws4_request"].reduce(SymmetricKey(data: Data("AWS4\(key.secret)".utf8))) { key, word in
            SymmetricKey(data: Self.code(word, by: key))
        }
    }

    private static func code(_ text: String, by key: SymmetricKey) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
    }

    /// `20130524T000000Z`
    private static func time(_ now: Instant) -> String {
        now.text.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}

extension BucketRequest {
    var spelledPath: String { Self.spelled(path, besides: "/") }

    /// In the order of the names, as it is signed.
    var spelledQuery: String {
        query.map { (Self.spelled($0.key), Self.spelled($0.value)) }.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// Letters, digits and `-._~` stand for themselves (RFC 3986 §2.3).
    private static func spelled(_ text: String, besides free: String = "") -> String {
        let free = Set(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + free).utf8)
        return text.utf8.map { free.contains($0) ? String(UnicodeScalar($0)) : "%" + Hex.text([$0]).uppercased() }.joined()
    }
}
