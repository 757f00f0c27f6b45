/// The browser that asks, as far as signing in cares.
package struct Visitor: Sendable {
    /// Its network address, as limits count it.
    package let address: String
    /// What it calls itself; shown in the list of one's sessions.
    package let device: String
    /// The token of the session it has; it ends when another begins.
    package let session: String?

    package init(address: String, device: String = "", session: String? = nil) {
        self.address = address
        self.device = device
        self.session = session
    }
}

// Never printed with its secret.
extension Visitor: CustomStringConvertible, CustomReflectable {
    package var description: String { "visitor from \(address)" }
    package var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}
