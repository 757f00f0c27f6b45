import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Primitives
import Storage
import Tickets

/// Turns what was thrown into an answer: a refusal with its words, anything else one calm page with the number of the request.
struct Refuser: Sendable {
    let configuration: GateConfiguration

    func answer(_ error: any Error, to request: Request, _ context: Context, signIn: LocalPath? = nil) -> Response {
        if error as? GateError == .signInNeeded, request.method.isSafe, !wantsProblem(request) {
            return leadToSignIn(request, context, signIn ?? configuration.signIn)
        }
        let refusal = refusal(of: error, context)
        if refusal.notice == nil { log(error, request, context) }
        var response = wantsProblem(request) ? problem(refusal, context) : page(refusal, context)
        if refusal.status == .tooManyRequests || refusal.status == .serviceUnavailable { response.headers[.retryAfter] = "60" }
        if refusal.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func refusal(of error: any Error, _ context: Context) -> Refusal {
        func refusal(_ status: HTTPResponse.Status, _ notice: Notice?, field: String? = nil) -> Refusal {
            Refusal(status: status, notice: notice, field: field, requestID: context.requestID)
        }
        return switch error {
        case StorageError.moving, StorageError.moved: refusal(.serviceUnavailable, (error as? StorageError)?.notice)
        case let error as BranchError: refusal(.serviceUnavailable, error.notice)
        case let error as StorageError where error.mayPass: refusal(.serviceUnavailable, nil)
        case is StorageError: refusal(.internalServerError, nil)
        case let error as GateError: refusal(error.status ?? error.notice.kind.status, error.notice)
        case let error as FormError: refusal(error.notice.kind.status, error.notice, field: error.field)
        case let error as any UserFacingError: refusal(error.notice.kind.status, error.notice)
        case let error as any HTTPResponseError where error.status == .notFound: refusal(.notFound, GateError.notFound.notice)
        case let error as any HTTPResponseError where error.status.kind == .clientError: refusal(error.status, GateError.unreadable.notice)
        default: refusal(.internalServerError, nil)
        }
    }

    /// The kind of the error and its first words; what a person wrote is in no error of ours.
    private func log(_ error: any Error, _ request: Request, _ context: Context) {
        context.logger.error(
            "request failed",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
                "error": "\(String(reflecting: type(of: error))): \(String(describing: error).prefix(500))",
            ])
    }

    private func leadToSignIn(_ request: Request, _ context: Context, _ signIn: LocalPath) -> Response {
        let next = LocalPath(next: request.uri.string).flatMap { $0.text == "/" ? nil : "?next=\($0.encoded)" } ?? ""
        return Response(status: .seeOther, headers: [.location: signIn.text + next])
    }

    private func wantsProblem(_ request: Request) -> Bool {
        request.uri.path.hasPrefix("/api/") || (request.headers[.accept]?.contains("json") ?? false)
    }

    /// RFC 9457.
    private func problem(_ refusal: Refusal, _ context: Context) -> Response {
        var members = [
            "type": "urn:amparo:\(refusal.key)", "title": refusal.status.reasonPhrase,
            "detail": configuration.words(refusal.words, context.language),
            "instance": "urn:amparo:request:\(refusal.requestID)",
        ]
        members["field"] = refusal.field
        let body = Problem(status: refusal.status.code, members: members)
        let data = (try? JSONEncoder().encode(body)) ?? Data("{}".utf8)
        return Response(
            status: refusal.status, headers: [.contentType: "application/problem+json"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    private func page(_ refusal: Refusal, _ context: Context) -> Response {
        if let html = configuration.page(refusal, context) { return .html(html, status: refusal.status) }
        let words = configuration.words(refusal.words, context.language)
        return Response(
            status: refusal.status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: "\(words)\n\(refusal.requestID)\n")))
    }
}

private struct Problem: Encodable {
    let status: Int
    let members: [String: String]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(status, forKey: Name("status"))
        for (name, text) in members { try container.encode(text, forKey: Name(name)) }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension Response {
    /// A page.
    package static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// A value as JSON, instants as RFC 3339 and ids as strings.
    package static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}

extension Request {
    /// The body as JSON. Throws ``GateError/unreadable`` and ``GateError/tooLarge(limit:)``.
    package func json<Value: Decodable>(_: Value.Type, most: Int = 4 << 20) async throws -> Value {
        do {
            let body = try await self.body.collect(upTo: most)
            return try JSONDecoder().decode(Value.self, from: Data(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw GateError.tooLarge(limit: BodyLimits.words(most))
        } catch is DecodingError {
            throw GateError.unreadable
        }
    }

    /// What stands behind `?`, read like a form.
    package func query() throws(GateError) -> Form {
        let text = uri.string.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        let fields = try URLEncoded.fields(text.prefix { $0 != "#" }.utf8, most: 100)
        return Form(fields: fields, files: [])
    }
}
