import Primitives

// How mail comes and goes.

extension Setting where Value == String? {
    /// The address answers come from; `nil` for the first of ``mailAddresses``.
    package static let mailFrom = Setting("mail.from", nil, at: [.department, .queue]) { address in
        address.flatMap { MailSettingRules.isAddress($0) ? nil : MailSettingRules.notAnAddress($0) }
    }
}

extension Setting where Value == [String] {
    /// The addresses whose mail is the department's, at most 50; any address while nobody has one.
    package static let mailAddresses = Setting("mail.addresses", [], at: [.department], isExclusive: true) { addresses in
        guard addresses.count <= 50 else { return Notice("setting.tooMany", .invalid, ["most": "50"]) }
        return addresses.first { !MailSettingRules.isAddress($0) }.map(MailSettingRules.notAnAddress)
    }

    /// The names of mail servers whose word on a sender counts (authserv-id, RFC 8601 §2.5), at most 20.
    package static let mailTrustedHosts = Setting("mail.trustedHosts", [], at: [.department]) { hosts in
        guard hosts.count <= 20 else { return Notice("setting.tooMany", .invalid, ["most": "20"]) }
        return hosts.first { !MailSettingRules.isHost($0) }.map { Notice("setting.host", .invalid, ["value": $0]) }
    }
}

enum MailSettingRules {
    /// One `@`, a domain after it, lower case, nothing that could end a header: stricter than RFC 5321, as it is our own address.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 190, parts.count == 2, !parts[0].isEmpty, isHost(String(parts[1])), text == text.lowercased()
        else { return false }
        return parts[0].unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 && !"<>()[],;:\\\"".unicodeScalars.contains($0) }
    }

    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 190
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-._".unicodeScalars.contains($0)
            }
            && !text.hasPrefix(".") && !text.hasSuffix(".")
    }

    static func notAnAddress(_ text: String) -> Notice { Notice("setting.address", .invalid, ["value": text]) }
}
