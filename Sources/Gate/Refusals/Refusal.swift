import HTTPTypes
import Primitives
import Storage

/// A request that came to nothing, as its page tells it.
package struct Refusal: Sendable {
    package let status: HTTPResponse.Status
    /// What to tell; `nil` when the fault is ours.
    package let notice: Notice?
    /// The field of the form it is about.
    package let field: String?
    /// Stands in our log too.
    package let requestID: String

    /// Whether the same may work in a moment, though the fault is ours.
    package var mayPass: Bool { notice == nil && status == .serviceUnavailable }
    /// What is said of it where there is room for one sentence.
    var words: Notice { notice ?? Notice("\(ours).text", .refused) }
    /// The kind of it, for programs.
    var key: String { notice?.key ?? ours }

    private var ours: String { mayPass ? "error.busy" : "error.ours" }
}

extension Notice.Kind {
    var status: HTTPResponse.Status {
        switch self {
        case .missing: .notFound
        case .refused, .conflict: .conflict
        case .invalid: .unprocessableContent
        case .forbidden: .forbidden
        case .limited: .tooManyRequests
        case .told: .ok
        }
    }
}
