import Hummingbird
import NIOCore

/// Reads the body of a form, as a stream.
struct FormReader: Sendable {
    let limits: BodyLimits
    /// Where large uploads wait.
    let folder: String

    /// The form in the body, or an empty one when the body is something else and is left to the handler.
    /// Throws ``GateError/tooLarge(limit:)`` and ``GateError/unreadable``.
    func read(_ request: Request) async throws -> Form {
        let type = HeaderParameters(request.headers[.contentType] ?? "")
        switch type.value {
        case "application/x-www-form-urlencoded": return try await readFields(request)
        case "multipart/form-data": return try await readParts(request, boundary: type["boundary"] ?? "")
        default: return .empty
        }
    }

    private func readFields(_ request: Request) async throws -> Form {
        do {
            let body = try await request.body.collect(upTo: limits.text)
            return Form(fields: try URLEncoded.fields(body.readableBytesView, most: limits.fields), files: [])
        } catch is NIOTooManyBytesError {
            throw GateError.tooLarge(limit: BodyLimits.words(limits.text))
        }
    }

    private func readParts(_ request: Request, boundary: String) async throws -> Form {
        guard var parser = MultipartParser(boundary: boundary) else { throw GateError.unreadable }
        var sink = UploadSink(limits: limits, folder: folder)
        for try await buffer in request.body {
            try parser.feed(buffer.readableBytesView) { try sink.take($0) }
        }
        try parser.finish()
        return sink.form
    }
}
