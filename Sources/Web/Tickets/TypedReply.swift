import Contacts
import Gate
import Primitives
import Tickets

/// A reply as its form has it.
struct TypedReply: Sendable, Equatable {
    var text: String
    var recipients: Recipients
    var then = Reply.Then.wait
    var after = AfterSending.next

    init(text: String, recipients: Recipients) {
        self.text = text
        self.recipients = recipients
    }

    /// Throws ``FormError``.
    init(_ form: Form) throws(FormError) {
        text = try form.lines("text")
        recipients = Recipients(
            to: Recipients.Address.list(try form.list("to", each: 2000)), cc: Recipients.Address.list(try form.list("cc", each: 2000)))
        let pressed = try form.choice("and", of: Reply.Then.self), standard = try form.choice("then", of: Reply.Then.self)
        then = pressed ?? standard ?? .wait
        after = try form.choice("after", of: AfterSending.self) ?? .next
    }

    /// `nil` for a draft without recipients.
    init?(_ draft: Draft) {
        guard let to = draft.fields["to"] else { return nil }
        text = draft.text
        recipients = Recipients(
            to: Recipients.Address.list([to]), cc: Recipients.Address.list([draft.fields["cc"] ?? ""]))
    }

    /// What a draft keeps beside the text.
    var fields: [String: String] {
        ["to": recipients.to.map(\.typed).joined(separator: ", "), "cc": recipients.cc.map(\.typed).joined(separator: ", ")]
    }

    /// Throws ``ContactError/invalidAddress(_:)`` for what cannot be written to.
    func checked() throws -> TypedReply {
        if let wrong = recipients.all.first(where: { !$0.isPlausible }) { throw ContactError.invalidAddress(wrong.address) }
        return self
    }
}

extension Recipients.Address {
    /// Addresses as people type them: parted by commas, semicolons or line ends, with or without a name. Each once.
    static func list(_ typed: [String]) -> [Recipients.Address] {
        var seen: Set<String> = []
        return typed.flatMap { $0.split(whereSeparator: { ",;\n".contains($0) }) }.compactMap { Recipients.Address(typed: $0) }
            .filter { seen.insert($0.address.lowercased()).inserted }
    }

    /// `nil` for an empty text.
    init?(typed: some StringProtocol) {
        let text = typed.trimmed
        guard !text.isEmpty else { return nil }
        guard text.hasSuffix(">"), let start = text.lastIndex(of: "<") else {
            self.init(address: text)
            return
        }
        let address = text[text.index(after: start)...].dropLast().trimmed
        self.init(name: text[..<start].filter { $0 != "\"" }.trimmed, address: address)
    }

    /// One `@` with something before it and a domain behind it, no white space, nothing that could end a header.
    var isPlausible: Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard address.utf8.count <= 320, parts.count == 2, !parts[0].isEmpty, parts[1].contains(where: { $0 != "." }) else { return false }
        return address.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 && !"<>()[],;:\\\"".unicodeScalars.contains($0) }
            && !address.contains(where: \.isWhitespace)
    }
}
