/// What pages may load: only what we serve, no inline style and no inline script.
package enum ContentPolicy {
    /// The value of `Content-Security-Policy` for every page of ours (CSP Level 3). Messages are shown in a sandboxed frame
    /// with a policy of its own.
    package static let pages = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "font-src 'self'",
        "connect-src 'self'", "manifest-src 'self'", "frame-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")
}
