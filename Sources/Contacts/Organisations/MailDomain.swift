import Primitives

/// What stands behind the `@`: labels of letters, digits and hyphens parted by dots, at most 190 characters (RFC 1035 §2.3.1).
package struct MailDomain: Sendable, Hashable {
    package let text: String

    /// In lower case; `nil` for what is none.
    package init?(_ typed: some StringProtocol) {
        let text = typed.trimmed.lowercased().trimmingPrefix("@")
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        let areFine = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
        guard labels.count > 1, areFine, text.unicodeScalars.count <= 190, labels.last?.allSatisfy(\.isNumber) == false else { return nil }
        self.text = String(text)
    }

    /// Of an address; `nil` when it has none.
    package init?(ofAddress address: String) {
        guard let at = address.lastIndex(of: "@") else { return nil }
        self.init(address[address.index(after: at)...])
    }

    /// Whether everybody can have an address there, so that it says nothing of whom its people belong to.
    package var isPublic: Bool {
        Self.publicDomains.contains(text) || Self.publicNames.contains { text.hasPrefix($0 + ".") }
    }

    /// The domain and those above it, down to two labels: `mail.example.com`, `example.com`.
    var candidates: [String] {
        let labels = text.split(separator: ".")
        return (0...(labels.count - 2)).map { labels[$0...].joined(separator: ".") }
    }

    /// Providers that have one name under many endings.
    private static let publicNames: Set<String> = ["gmail", "googlemail", "yahoo", "ymail", "outlook", "hotmail", "live", "msn", "gmx", "yandex"]
    private static let publicDomains: Set<String> = Set(
        """
        aol.com aim.com icloud.com me.com mac.com mail.com email.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.io \
        tuta.com zoho.com fastmail.com fastmail.fm hushmail.com mail.ru bk.ru inbox.ru list.ru rambler.ru ya.ru web.de t-online.de \
        freenet.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr sfr.fr laposte.net libero.it virgilio.it alice.it tiscali.it \
        telefonica.net terra.es terra.com.br uol.com.br bol.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br \
        sapo.pt mail.pt iol.pt clix.pt yahoo.ro mail.ro home.ro personal.ro k.ro rdslink.ro comcast.net verizon.net att.net sbcglobal.net \
        bellsouth.net cox.net charter.net btinternet.com sky.com virginmedia.com talktalk.net qq.com 163.com 126.com sina.com naver.com \
        daum.net hanmail.net rediffmail.com seznam.cz centrum.cz wp.pl onet.pl o2.pl interia.pl freemail.hu citromail.hu abv.bg \
        prodigy.net.mx arnet.com.ar fibertel.com.ar speedy.com.ar ciudad.com.ar une.net.co etb.net.co vtr.net adinet.com.uy duck.com
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
