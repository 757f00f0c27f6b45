import HTTPTypes
import Hummingbird
import NIOCore

/// What requests may weigh.
package struct BodyLimits: Sendable {
    /// Bytes of a whole request.
    package var request = 100 << 20
    /// Bytes of one file.
    package var file = 25 << 20
    /// Files of one request.
    package var files = 50
    /// Fields of one form.
    package var fields = 2000
    /// Bytes of all fields of one form together.
    package var text = 4 << 20
    /// Bytes of files kept in memory before they go to a temporary file.
    package var memory = 1 << 20

    package init() {}

    static func words(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(max(1, bytes >> 10)) kB"
    }
}

extension Request {
    /// The request with a body that ends in ``GateError/tooLarge(limit:)`` when there is more of it than allowed.
    func limited(to most: Int) throws(GateError) -> Request {
        if method == .get || method == .head { return self }
        let announced = headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= most else { throw .tooLarge(limit: BodyLimits.words(most)) }
        var request = self
        request.body = RequestBody(asyncSequence: LimitedBody(body: body, most: most))
        return request
    }
}

private struct LimitedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    let most: Int

    struct AsyncIterator: AsyncIteratorProtocol {
        var body: RequestBody.AsyncIterator
        let most: Int
        var left: Int

        mutating func next() async throws -> ByteBuffer? {
            guard let buffer = try await body.next() else { return nil }
            left -= buffer.readableBytes
            guard left >= 0 else { throw GateError.tooLarge(limit: BodyLimits.words(most)) }
            return buffer
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body.makeAsyncIterator(), most: most, left: most)
    }
}
