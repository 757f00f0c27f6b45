import Foundation
import Primitives

/// Where mail is handed over: `smtp://user:password@host:port`, or `smtps://…` for TLS from the first byte. Without a port 587,
/// or 465. What is printed of it has no password.
package struct RelayAddress: SettingValue {
    package let usesTLS: Bool
    package let host: String
    package let port: Int
    package let user: String?
    package let password: String?

    package init?(setting text: String) {
        guard let parts = URLComponents(string: text.trimmed), let scheme = parts.scheme?.lowercased(),
            scheme == "smtp" || scheme == "smtps", let host = parts.host, !host.isEmpty,
            parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil
        else { return nil }
        usesTLS = scheme == "smtps"
        self.host = host
        port = parts.port ?? (usesTLS ? 465 : 587)
        guard (1...65_535).contains(port) else { return nil }
        user = parts.user
        password = parts.password
        if [user, password].contains(where: { $0?.unicodeScalars.contains { $0.value < 32 } ?? false }) { return nil }
    }

    /// With the password: for the sealed row.
    package var settingText: String { text(password: password) }

    private func text(password: String?) -> String {
        var parts = URLComponents()
        parts.scheme = usesTLS ? "smtps" : "smtp"
        parts.host = host
        parts.port = port
        parts.user = user
        parts.password = password
        return parts.string ?? ""
    }
}

extension RelayAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { text(password: nil) }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
