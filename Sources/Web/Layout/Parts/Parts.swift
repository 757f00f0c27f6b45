import Languages
import Markup
import Primitives

/// The parts of which pages are put together, in the reader's language. Made once per request; every function returns
/// markup and decides nothing.
///
///     let parts = Parts(words: words, dates: dates, csrf: session.csrf)
///     parts.button(words("common.save"), .primary)
package struct Parts: Sendable {
    package let words: Words
    package let dates: Dates
    /// What a form of this session must send back in its field `csrf`, or a script in the header `X-CSRF-Token`.
    package let csrf: String

    package init(words: Words, dates: Dates, csrf: String) {
        self.words = words
        self.dates = dates
        self.csrf = csrf
    }
}
