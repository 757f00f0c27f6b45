import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Primitives

/// What a store said.
struct BucketAnswer: Sendable {
    let status: Int
    let body: [UInt8]

    /// What stands between two marks of an answer in XML, the first time.
    static func part(_ name: String, of text: some StringProtocol) -> String? {
        guard let begin = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>", range: begin.upperBound..<text.endIndex) else {
            return nil
        }
        return String(text[begin.upperBound..<end.lowerBound])
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// Its word for an error, as `NoSuchKey`.
    var code: String { Self.part("Code", of: text) ?? "" }
}

/// The desk's way to a store of files. Its endpoint is named by whoever starts the desk, so it may lie in the company's own network; nothing
/// that it answers leads elsewhere. No proxy is used, whatever the environment says, and every answer has an end in time and size.
struct BucketClient: Sendable {
    /// Between two tries: a store that is busy or being restarted is soon back.
    private static let pauses: [Duration] = [.milliseconds(200), .seconds(1), .seconds(3)]
    /// No try begins after so long.
    private static let patience = Duration.seconds(20)
    /// So much time has each, and a second for each 64 kB, ten minutes at most.
    private static let usualTime = 20, mostTime = 600

    /// One for the process, as long as it lives.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(15), write: .seconds(15))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        return HTTPClient(configuration: configuration)
    }()

    private let address: BucketAddress
    private let signature: BucketSignature
    private let clock: Clock

    /// - Parameter clock: the real time, by which stores judge signatures
    init(_ address: BucketAddress, _ key: BucketKey, clock: Clock = .system) {
        self.address = address
        self.clock = clock
        signature = BucketSignature(key: key, region: address.region)
    }

    /// The answer of a store that did what it was asked or has not what was asked for (404); what may pass is tried again.
    /// Throws ``StorageError/bucket(_:_:place:)``.
    func answer(to request: BucketRequest) async throws -> BucketAnswer {
        let begin = ContinuousClock.now
        var pauses = Self.pauses[...]
        while true {
            let trouble: Trouble
            switch await attempt(request) {
            case .success(let answer):
                guard let found = Trouble(answer) else { return answer }
                trouble = found
            case .failure(let found): trouble = found
            }
            guard trouble.mayPass, ContinuousClock.now - begin < Self.patience, let pause = pauses.popFirst() else {
                throw StorageError.bucket(trouble.failure, trouble.words, place: address.place)
            }
            try await Task.sleep(for: pause)
        }
    }

    fileprivate struct Trouble: Error {
        let failure: BucketFailure
        let words: String
        var mayPass = true
    }

    private func attempt(_ request: BucketRequest) async -> Result<BucketAnswer, Trouble> {
        do {
            let time = min(Self.usualTime + (max(request.body.count, request.mostBytes) >> 16), Self.mostTime)
            let response = try await Self.client.execute(made(of: request), timeout: .seconds(Int64(time)))
            let body = try await response.body.collect(upTo: request.mostBytes)
            return .success(BucketAnswer(status: Int(response.status.code), body: Array(body.readableBytesView)))
        } catch let error as HTTPClientError where Self.late.contains(error) {
            return .failure(Trouble(failure: .slow, words: "\(error)"))
        } catch {
            return .failure(Trouble(failure: .unreachable, words: String("\(error)".prefix(200))))
        }
    }

    private static let late: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout, .getConnectionFromPoolTimeout]

    private func made(of request: BucketRequest) -> HTTPClientRequest {
        let query = request.spelledQuery
        var made = HTTPClientRequest(url: "\(address.endpoint)\(request.spelledPath)\(query.isEmpty ? "" : "?\(query)")")
        made.method = HTTPMethod(rawValue: request.method.rawValue)
        made.headers = HTTPHeaders(Array(signature.headers(of: request, host: address.host, at: clock.now())))
        if request.method == .put { made.body = .bytes(ByteBuffer(bytes: request.body)) }
        return made
    }
}

extension BucketClient.Trouble {
    /// `nil` for an answer to go on with.
    init?(_ answer: BucketAnswer) {
        let code = answer.code, words = "\(answer.status) \(code)"
        switch answer.status {
        case 200..<300: return nil
        case 404 where code != "NoSuchBucket": return nil
        case 404: self.init(failure: .missing, words: words, mayPass: false)
        case 401, 403: self.init(failure: .denied, words: words, mayPass: false)
        case 408, 429, 500...: self.init(failure: .failing, words: words)
        case 400 where ["RequestTimeout", "BadDigest", "XAmzContentSHA256Mismatch"].contains(code): self.init(failure: .failing, words: words)
        default: self.init(failure: .refused, words: words, mayPass: false)
        }
    }
}
