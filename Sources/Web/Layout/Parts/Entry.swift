import Languages
import Markup
import Primitives

/// One piece of a talk.
package struct Entry: Sendable {
    package enum Kind: String, Sendable { case message = "", agent, note, call }

    /// The anchor: `m-<id>`.
    package var id: String
    package var kind: Kind
    package var channel: ChannelMark
    package var who: String
    /// How and to whom: `e-mail to ana@popescu.example`. A note says by itself that it is one.
    package var via: String
    package var at: Instant
    /// What was written, already safe; `language` as a BCP 47 tag where it is not the page's.
    package var body: HTML
    package var language: String?
    /// Delivery, promise, files, "Why on this ticket?".
    package var footer: HTML = .empty
    package var isNew = false

    package init(
        id: String, _ kind: Kind, channel: ChannelMark, who: String, via: String, at: Instant, body: HTML, language: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.channel = channel
        self.who = who
        self.via = via
        self.at = at
        self.body = body
        self.language = language
    }
}

extension Parts {
    /// The talk of a ticket: entries, events, silences; swapped by scripts when something new comes.
    package func thread(_ entries: HTML) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-labelledby="talk" data-keep-scroll><div class="thread" data-part="thread">\
        <h2 class="sr" id="talk">\(words("layout.conversation"))</h2>\(entries)</div></div>
        """
    }

    package func entry(_ entry: Entry) -> HTML {
        let node = entry.kind == .note ? Icon.lock : entry.kind == .call ? .phone : entry.channel.icon
        let via = entry.kind == .note ? words("ticket.noteMark") : entry.via
        return """
            <article class="entry \(entry.kind.rawValue)" id="\(entry.id)"><span class="node">\(node.html)</span>\
            <div class="message \(entry.kind.rawValue)\(entry.isNew ? " new" : "")"><header><h3>\(entry.who)</h3>\
            <span class="via">\(via)</span>\(stamp(entry.at))</header>\
            <div class="body"\(attribute("lang", entry.language))>\(entry.body)</div>\
            \(entry.footer == .empty ? .empty : "<footer>\(entry.footer)</footer>")</div></article>
            """
    }

    /// What the desk or a colleague did, in one line.
    package func event(_ text: HTML, at instant: Instant) -> HTML {
        """
        <div class="entry event-row"><span class="node"></span><p class="event"><span>\(text)</span>\(stamp(instant))</p></div>
        """
    }

    /// A break in the line: nobody said anything for so long.
    package func silence(_ length: Duration) -> HTML {
        "<p class=\"gap\"><span>\(dates.silence(length))</span></p>"
    }

    /// Above what came since the reader was here.
    package func unseen() -> HTML {
        "<p class=\"unseen\">\(words("layout.newSince"))</p>"
    }

    /// A fact that opens: `Why on this ticket?`.
    package func detail(_ summary: String, _ content: HTML, open: Bool = false) -> HTML {
        "<details class=\"more\"\(open ? " open" : HTML.empty)><summary>\(summary)</summary>\(content)</details>"
    }
}
