import Primitives

/// The one way from HTML of others to ``HTML``: parsed as a browser would, then written anew from an allow-list. Nothing of the source is
/// passed on as it stands; what is not on the list is left out, what stands around it stays.
///
/// Takes time in proportion to the source: what would make the parser slow (over 1 MB of what it
/// is given, 512 elements deep, 60,000 elements with the copies it would make) is shown as its text instead.
/// Call it off the event loop. Its output, sanitised again, stays as it is.
package struct Sanitiser: Sendable {
    /// Rises when the same source gives another output; stored beside the output.
    package static let version = 1

    private let policy: Policy

    package init(policy: Policy) {
        self.policy = policy
    }

    package func sanitise(_ html: String) -> Sanitised {
        guard var input = ParserInput(html, policy: policy) else { return asText(html) }
        var sanitised = written(input)
        for _ in 1..<Self.mostRounds where input.load.isDisordered {
            guard let again = ParserInput(sanitised.html.text, policy: policy) else { return asText(html) }
            input = again
            sanitised = written(input)
        }
        return sanitised
    }

    /// What the parser has to put in order is read again until it has settled.
    private static let mostRounds = 4

    private func written(_ input: ParserInput) -> Sanitised {
        var writer = TreeWriter(policy: policy)
        ParsedTree(input.bytes).walk { writer.write($0) }
        return writer.finish()
    }

    /// Bytes of text shown in place of HTML that is too much.
    private static let mostText = 500_000

    private func asText(_ html: String) -> Sanitised {
        let (text, isWhole) = PlainText.beginning(ofHTML: html, upTo: Self.mostText)
        // Markup-free source may come out in one piece, however long.
        let shown = String(decoding: text.utf8.prefix(Self.mostText * 2), as: UTF8.self)
        let isCut = !isWhole || shown.utf8.count < text.utf8.count
        return Sanitised(
            html: PlainText.html(ofText: shown), hasRemoteImages: false, contentIDs: [],
            notices: [Notice(isCut ? "markup.shownInPart" : "markup.shownAsText", .limited)], fellBackToText: true)
    }
}
