/// Addresses and names under which mail systems write.
enum DaemonNames {
    /// - Parameter address: `mailer-daemon@…`, or a local part alone as old systems write.
    static func isDaemon(_ address: String) -> Bool {
        let local = address.prefix { $0 != "@" }.lowercased()
        return locals.contains(local) || local.hasPrefix("mailer-daemon") || local.hasPrefix("mail-daemon")
    }

    static func isDaemon(_ sender: MailAddress) -> Bool {
        let text = FoldedText(sender.name)
        return isDaemon(sender.address) || names.contains { text.hasPrefix($0) }
    }

    /// For fields in which no address can be read: `MAILER-DAEMON`, `MAILER-DAEMON <>`, `<>`.
    static func isDaemonHeader(_ from: String) -> Bool {
        let text = FoldedText(bytes: FoldedText(from, limit: 300).bytes.filter { $0 != UInt8(ascii: "\"") })
        return text.bytes.elementsEqual("<>".utf8) || (["mailer-daemon"] + names).contains { text.hasPrefix($0) }
            || text.contains("<mailer-daemon") || text.contains("(mail delivery s")
    }

    private static let locals: Set = [
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "post_master", "mail-daemon", "maildaemon", "mdaemon",
        "mail.delivery.system",
        "mail-delivery-subsystem", "maildeliverysystem", "mail_delivery", "mail-delivery", "mailer", "mailadmin", "bounce-notification",
        "mailerror", "returnedmail",
    ]

    private static let names: [Phrase] = [
        "mail delivery s", "mail deliver system", "mailer daemon", "mailer-daemon", "maildelivery", "mail delivery", "system administrator",
        "mail administrator",
        "postmaster", "microsoft outlook", "internet mail delivery", "returned mail", "pmdf e-mail", "webshield smtp", "mail system",
        "email delivery", "mailsystem", "smtp server",
        "sistema de entrega de correo", "subsistema de entrega", "sous-système de remise", "system mail delivery",
    ]
}
