import Languages
import Markup

/// Where an agent writes: one form for a reply, one for a note, shown as tabs.
package struct Composer: Sendable {
    package struct Way: Sendable {
        /// `reply`, `note`, `call`: also the anchor of its tab.
        package var name: String
        package var label: String
        package var icon: Icon?
        package var key: String?
        /// Where its form is sent.
        package var action: String
        /// Where its draft is kept (PUT); `nil` for none.
        package var draft: String?
        package var text: String
        package var textLabel: String
        /// Language of the text, BCP 47.
        package var language: String?
        /// Channel, recipients, who can read it; above the text.
        package var recipients: HTML = .empty
        /// Fields that the form sends along.
        package var hidden: HTML = .empty
        /// The text of the filled button.
        package var send: String
        /// Other ways to send: buttons of the form with a name and value each; see `Parts.sendItem`.
        package var sendMenu: [HTML] = []
        package var files = true
        /// Errors of the last try.
        package var problems: HTML = .empty
        /// "Draft saved 14:20".
        package var saved: String?

        package init(_ name: String, label: String, icon: Icon? = nil, key: String? = nil, action: String, text: String, textLabel: String, send: String) {
            self.name = name
            self.label = label
            self.icon = icon
            self.key = key
            self.action = action
            self.text = text
            self.textLabel = textLabel
            self.send = send
        }
    }

    package var ways: [Way]
    /// The name of the one that is shown first.
    package var chosen: String

    package init(_ ways: [Way], chosen: String) {
        self.ways = ways
        self.chosen = chosen
    }
}

extension Parts {
    /// The composer under a talk. Without scripts each tab is an anchor and the chosen form stands first.
    package func composer(_ composer: Composer) -> HTML {
        let tabs = composer.ways.map { way -> HTML in
            """
            <a href="?write=\(way.name)#write" id="tab-\(way.name)" data-tab="\(way.name)"\(attribute("data-key", way.key))\
            \(way.name == composer.chosen ? " aria-current=\"true\"" : HTML.empty)>\(way.icon?.small)\(way.label)\(keys(way.key))</a>
            """
        }
        let panels = composer.ways.map { panel($0, chosen: $0.name == composer.chosen) }
        return """
            <section class="write" id="write" aria-label="\(words("layout.write"))" data-composer>\
            <div class="tabs" data-tabs>\(tabs)</div>\(panels)</section>
            """
    }

    /// One more way to send, for `Composer.Way.sendMenu`.
    package func sendItem(_ text: String, name: String, value: String) -> HTML {
        "<button type=\"submit\" name=\"\(name)\" value=\"\(value)\">\(text)</button>"
    }

    private func panel(_ way: Composer.Way, chosen: Bool) -> HTML {
        let draft: HTML = attribute("data-draft", way.draft)
        let content: HTML = """
            \(way.hidden)\(way.problems)\(way.recipients == .empty ? .empty : "<div class=\"to\">\(way.recipients)</div>")\
            <label class="sr" for="text-\(way.name)">\(way.textLabel)</label>\
            <textarea id="text-\(way.name)" name="text" rows="3"\(attribute("lang", way.language)) data-grow data-send-keys>\n\(way.text)</textarea>\
            <ul class="files" data-files hidden></ul>\(bar(way))
            """
        return """
            <div class="panel-\(way.name)" id="panel-\(way.name)" data-panel="\(way.name)"\(chosen ? HTML.empty : " hidden")>\
            \(form(way.action, look: "composer \(way.name)", files: way.files, extra: draft, content))</div>
            """
    }

    private func bar(_ way: Composer.Way) -> HTML {
        """
        <div class="bar">\(way.files ? fileButton(way) : .empty)\
        <span class="rest" data-inserts="text-\(way.name)">\(inserts(way))</span>\
        <span class="xs quiet num end rest wide saved" data-saved>\(way.saved)</span>\(sendButton(way))</div>
        """
    }

    private func fileButton(_ way: Composer.Way) -> HTML {
        let name = words("ticket.act.attach")
        return """
            <label class="btn plain square rest" title="\(name)">\(Icon.clip.html)<span class="sr">\(name)</span>\
            <input class="sr" type="file" name="file" multiple data-file-input></label>
            """
    }

    private func inserts(_ way: Composer.Way) -> HTML {
        iconButton(.book, words("ticket.act.article"), extra: " data-insert=\"/articles.json?q=\" hidden")
    }

    private func sendButton(_ way: Composer.Way) -> HTML {
        let main = button(way.send, .primary, key: "Ctrl+Enter", extra: " data-send")
        if way.sendMenu.isEmpty { return "<span class=\"split single end\">\(main)</span>" }
        let more = menu("send-\(way.name)", Icon.chevronDown.small, look: "btn primary", label: words("layout.otherSend"), way.sendMenu)
        return "<span class=\"split end\">\(main)\(more)</span>"
    }
}
