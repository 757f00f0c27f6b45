import Mail

extension MailAddress {
    /// Whether nobody reads what is sent there, by its name: `no-reply@…`, `mailer-daemon@…`.
    var isReadByNobody: Bool {
        let name = address.prefix { $0 != "@" && $0 != "+" }.lowercased().filter { $0.isLetter }
        return Self.nobody.contains { name.hasPrefix($0) } || Self.daemons.contains(name) || name.hasSuffix("noreply")
    }

    private static let nobody = ["noreply", "donotreply", "dontreply", "noresponder", "naoresponda", "nuraspunde", "nepasrepondre", "keineantwort"]
    private static let daemons: Set = ["mailerdaemon", "postmaster", "bounce", "bounces", "verify", "verification", "notification", "notifications"]
}
