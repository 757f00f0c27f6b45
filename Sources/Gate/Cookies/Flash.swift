import Foundation
import Primitives
import Storage

/// A notice that waits in the browser for the page after a redirect, signed so that nobody else puts words there.
struct Flash: Sendable {
    static let lifetime = 60
    private static let limit = 3000

    let keyring: Keyring

    /// `nil` for a notice too long for a cookie.
    func seal(_ notice: Notice) -> String? {
        guard let json = try? JSONEncoder().encode(notice) else { return nil }
        let text = json.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        guard text.utf8.count <= Self.limit else { return nil }
        return "\(text).\(keyring.sign("flash:\(text)", for: .form))"
    }

    /// `nil` for anything we did not write.
    func open(_ sealed: String) -> Notice? {
        let parts = sealed.split(separator: ".")
        guard parts.count == 2, sealed.utf8.count <= Self.limit + 64, keyring.verify(parts[1], of: "flash:\(parts[0])", for: .form)
        else { return nil }
        let letters = parts[0].replacing("-", with: "+").replacing("_", with: "/")
        let padded = String(letters) + String(repeating: "=", count: (4 - letters.utf8.count % 4) % 4)
        return Data(base64Encoded: padded).flatMap { try? JSONDecoder().decode(Notice.self, from: $0) }
    }
}
