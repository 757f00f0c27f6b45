import HTTPTypes

/// What every answer says to the browser about what it may do with it.
package enum SecurityHeaders {
    /// Pages: only what we serve, nothing inline (CSP Level 3).
    package static let page = [
        "default-src 'self'", "img-src 'self' data: blob:", "frame-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        "form-action 'self'", "object-src 'none'",
    ].joined(separator: "; ")

    /// Mail of others, in a frame of ours: no script, no form, an origin of its own. Its links open beside.
    package static let mailFrame = [
        "sandbox allow-popups allow-popups-to-escape-sandbox", "default-src 'none'", "img-src 'self' data:", "style-src 'self'",
        "frame-ancestors 'self'", "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")

    private static let always: [(HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        // Not `no-referrer`: browsers then call the origin of a form of ours `null`.
        (.referrerPolicy, "same-origin"),
        (.openerPolicy, "same-origin"),
        (.resourcePolicy, "same-origin"),
        (
            .permissionsPolicy,
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
        ),
    ]

    /// Adds what is missing; what a handler said itself stays.
    static func add(to headers: inout HTTPFields, policy: String, usesTLS: Bool) {
        for (name, value) in always where headers[name] == nil { headers[name] = value }
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = policy
            headers[.frameOptions] = "DENY"
        }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "private, no-cache" }
        if usesTLS { headers[.strictTransportSecurity] = "max-age=31536000" }
    }
}
