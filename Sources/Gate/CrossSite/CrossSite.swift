import HTTPTypes
import Hummingbird

/// Whether a change comes from a page of ours (OWASP Cross-Site Request Forgery Prevention).
enum CrossSite {
    /// What browsers say of where a form stood: `Sec-Fetch-Site`, else `Origin` against the host asked for. A client that says
    /// neither is judged by its token alone. Throws ``GateError/foreignForm``.
    static func check(_ request: Request, publicHost: String?) throws(GateError) {
        if let site = request.headers[.fetchSite] {
            guard site == "same-origin" || site == "none" else { throw .foreignForm }
        } else if let origin = request.headers[.origin] {
            let host = origin.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
            let ours = [request.head.authority, publicHost].compactMap(\.self)
            guard origin.hasPrefix("http"), ours.contains(where: { $0.lowercased() == host.lowercased() }) else { throw .foreignForm }
        }
    }
}

extension HTTPRequest.Method {
    /// Changes nothing (RFC 9110 §9.2.1).
    var isSafe: Bool { self == .get || self == .head || self == .options }
}
