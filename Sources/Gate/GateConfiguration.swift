import Primitives

/// What the door is told at start.
package struct GateConfiguration: Sendable {
    /// Proxies whose word on addresses and TLS counts.
    package var proxies: [AddressRange] = []
    /// Whether our own listener speaks TLS.
    package var usesTLS = false
    /// `desk.example.org` or `desk.example.org:8443`, where proxies change the host that is asked for.
    package var publicHost: String?
    package var limits = BodyLimits()
    /// Where large uploads wait.
    package var folder: String
    package var contentPolicy = SecurityHeaders.page
    /// Where a browser goes that is not signed in.
    package var signIn: LocalPath = LocalPath("/sign-in")
    /// The same for pages of contacts.
    package var contactSignIn: LocalPath = LocalPath("/portal/sign-in")
    /// What the desk speaks to strangers whose browser says nothing.
    package var language: @Sendable () -> Language = { .en }
    /// A notice in words.
    package var words: @Sendable (Notice, Language) -> String = { notice, _ in notice.key }
    /// The page of a refusal, as HTML.
    package var page: @Sendable (Refusal, Context) -> String? = { _, _ in nil }

    /// - Parameter folder: a folder for temporary files
    package init(folder: String) {
        self.folder = folder
    }
}
