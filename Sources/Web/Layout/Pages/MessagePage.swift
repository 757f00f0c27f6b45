import Languages
import Markup
import Primitives

/// A page that says one thing: an error, an expired link, "look into your mail".
package struct MessagePage: Sendable {
    package var icon: Icon
    package var title: String
    package var text: String
    /// A line in small print: the number of an error.
    package var small: String?
    /// Buttons or links.
    package var steps: HTML

    package init(icon: Icon, title: String, text: String, small: String? = nil, steps: HTML = .empty) {
        self.icon = icon
        self.title = title
        self.text = text
        self.small = small
        self.steps = steps
    }

    /// For `Frame.Kind.bare`.
    package func view() -> HTML {
        """
        <main class="message-page" id="content"><div class="stack loose">\(Frame.arch)<h1>\(title)</h1><p class="quiet">\(text)</p>\
        \(steps == .empty ? .empty : "<p class=\"line wrap\">\(steps)</p>")\
        \(small.map { "<p class=\"xs quiet num\">\($0)</p>" as HTML })</div></main>
        """
    }
}

extension MessagePage {
    /// A refusal, with its own words under a title for its kind.
    package static func refusal(_ notice: Notice, words: Words, home: String = "/") -> MessagePage {
        MessagePage(
            icon: .alert, title: words("error.\(notice.kind.rawValue).title"), text: words(notice), steps: homeLink(words, home))
    }

    /// There is nothing at this address.
    package static func missing(words: Words, home: String = "/") -> MessagePage {
        MessagePage(
            icon: .search, title: words("error.missing.title"), text: words("error.missing.text"), steps: homeLink(words, home))
    }

    /// An error of ours: calm, with the number under which the log has it.
    package static func failure(request: String, words: Words, home: String = "/") -> MessagePage {
        MessagePage(
            icon: .alert, title: words("error.ours.title"), text: words("error.ours.text"),
            small: words("error.request", ["id": request]), steps: homeLink(words, home))
    }

    /// The desk cannot do its work just now: what is asked is worth asking again.
    package static func away(request: String, words: Words) -> MessagePage {
        MessagePage(
            icon: .alert, title: words("error.busy.title"), text: words("error.busy.text"),
            small: words("error.request", ["id": request]), steps: "<a class=\"btn\" href=\"\">\(words("error.again"))</a>")
    }

    /// A link of a mail that was used or is too old.
    package static func expiredLink(words: Words, signIn: String) -> MessagePage {
        MessagePage(
            icon: .link, title: words("sign.expired.title"), text: words("sign.expired.text"),
            steps: "<a class=\"btn\" href=\"\(signIn)\">\(words("sign.title"))</a>")
    }

    private static func homeLink(_ words: Words, _ home: String) -> HTML {
        "<a class=\"btn\" href=\"\(home)\">\(words("error.home"))</a>"
    }
}
