import Languages
import Markup
import Primitives
import Tickets

/// A formatted mail in a frame of its own, where nothing of it can reach the page.
struct FormattedBody: Sendable {
    let address: String
    let name: String
    /// Pixels, guessed from its length; whoever wants more drags its edge or scrolls.
    let height: Int
    let hasRemotePictures: Bool

    init(_ message: Message, html: String, on number: TicketNumber) {
        address = "/tickets/\(number)/messages/\(message.id)/body"
        name = "mail-\(message.id)"
        let bytes = html.utf8
        let lines = message.text.utf8.reduce(into: 2) { if $1 == UInt8(ascii: "\n") { $0 += 1 } } + message.text.utf8.count / 90
        let pictures = min(4, bytes.count(of: "<img"))
        height = min(640, max(120, lines * 22 + pictures * 120))
        hasRemotePictures = bytes.count(of: "data-remote-src=") > 0
    }

    /// Whether its form says something that its words do not: pictures, tables, lists. Of an answer the new words are read, and the
    /// form is one click away, as it repeats all that was quoted.
    static func isWorthShowing(_ html: String, beside quoted: String) -> Bool {
        quoted.isEmpty && structures.contains { html.utf8.count(of: $0) > 0 }
    }

    private static let structures: [StaticString] = ["<img", "<table", "<ul", "<ol", "<pre"]

    func view(_ parts: Parts) -> HTML {
        let pictures: HTML =
            hasRemotePictures
            ? """
            <p class="line small quiet">\(Icon.shield.small)<span>\(parts.words("ticketpage.pictures.blocked"))</span> \
            <a href="\(address)?pictures=1" target="\(name)">\(parts.words("ticketpage.pictures.show"))</a></p>
            """ : .empty
        return """
            \(pictures)<iframe class="mail" name="\(name)" src="\(address)" title="\(parts.words("ticketpage.formatted"))" width="100%" \
            height="\(height)" frameborder="0" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox" \
            referrerpolicy="no-referrer"></iframe>
            """
    }
}

extension Sequence<UInt8> {
    /// How often that stands in these bytes, counted to ten.
    fileprivate func count(of needle: StaticString) -> Int {
        var found = 0, matched = 0
        needle.withUTF8Buffer { needle in
            for byte in self {
                if byte == needle[matched] {
                    matched += 1
                } else {
                    matched = byte == needle[0] ? 1 : 0
                }
                if matched == needle.count {
                    found += 1
                    matched = 0
                    if found == 10 { return }
                }
            }
        }
        return found
    }
}
