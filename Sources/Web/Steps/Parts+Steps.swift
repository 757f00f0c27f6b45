import Languages
import Markup
import Primitives

/// What the pages of steps are put together from.
extension Parts {
    /// One line of what will happen: an icon and a sentence.
    struct Consequence: Sendable {
        let icon: Icon
        let text: String

        init(_ icon: Icon, _ text: String) {
            self.icon = icon
            self.text = text
        }
    }

    /// What will happen, under its heading.
    func consequences(_ lines: [Consequence]) -> HTML {
        let items = lines.map { line -> HTML in "<li>\(line.icon.html)<span>\(line.text)</span></li>" }
        return "<h2 class=\"label\">\(words("steps.then"))</h2><ul class=\"then\">\(items)</ul>"
    }

    /// Above a form that came back. What somebody else did meanwhile is told, and the form goes on from there.
    func trouble(_ trouble: FormTrouble, _ fields: [Field]) -> HTML {
        var seen: Set<String> = []
        let what = trouble.meanwhile.map { words.knows("steps.event." + $0) ? words("steps.event." + $0) : words("steps.event.other") }
            .filter { seen.insert($0).inserted }
        let meanwhile = what.isEmpty ? [] : [words("steps.meanwhile", ["what": what.joined(separator: ", ")])]
        return errorSummary(fields, also: trouble.notes.map { words($0) } + meanwhile)
    }

    /// What Enter presses in a form whose other buttons stand before its own.
    var defaultButton: HTML {
        "<button class=\"sr\" type=\"submit\" tabindex=\"-1\" aria-hidden=\"true\"></button>"
    }

    /// The version of the ticket that the page shows.
    func seen(_ version: Version) -> HTML { hidden("seen", "\(version.number)") }

    /// Buttons that choose and send at once, each with its key.
    func quick(_ label: String, name: String, _ choices: [(value: String, text: String, key: String)]) -> HTML {
        let buttons = choices.map { choice -> HTML in
            button(choice.text, name: name, value: choice.value, key: choice.key, extra: " formnovalidate")
        }
        return """
            <div class="field" role="group" aria-label="\(label)"><span class="label">\(label)</span>\
            <div class="line wrap">\(buttons)</div></div>
            """
    }
}
