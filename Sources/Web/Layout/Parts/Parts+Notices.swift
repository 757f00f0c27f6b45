import Languages
import Markup
import Primitives

extension Parts {
    /// A few sentences that matter here.
    package func callout(_ tone: Tone, icon: Icon? = nil, _ content: HTML) -> HTML {
        "<div class=\"callout \(tone.rawValue)\">\((icon ?? Self.icon(of: tone)).html)<div class=\"small\">\(content)</div></div>"
    }

    /// What a change brought or why it did not happen, above the page after a redirect.
    package func flash(_ notice: Notice) -> HTML {
        let tone: Tone = notice.kind == .told ? .positive : .danger
        return """
            <div class="callout flash \(tone.rawValue)" role="\(tone == .danger ? "alert" : "status")">\(Self.icon(of: tone).html)\
            <p class="small">\(words(notice))</p></div>
            """
    }

    /// What just happened, at the edge of the page. `undo` is where to send a POST that takes it back, possible until then:
    /// `text` names what happens then ("Sending to Helena"), and scripts count down.
    package func toast(_ text: String, undo: String? = nil, until: Instant? = nil) -> HTML {
        guard let undo else { return "<div class=\"toast\" role=\"status\"><span>\(text)</span></div>" }
        let limit = until.map { " data-undo-until=\"\(dates.machine($0))\" data-text=\"\(text)\"" as HTML } ?? .empty
        return """
            <div class="toast" role="status"\(limit)><span>\(text)</span>\
            \(form(undo, look: "end", "<button class=\"act\" type=\"submit\">\(words("common.undo"))</button>"))</div>
            """
    }

    /// An empty page: what will appear here, and the first step.
    package func empty(_ icon: Icon, _ title: String, _ text: String, step: HTML = .empty) -> HTML {
        "<div class=\"empty\">\(icon.html)<h2>\(title)</h2><p class=\"quiet\">\(text)</p>\(step)</div>"
    }

    private static func icon(of tone: Tone) -> Icon {
        switch tone {
        case .positive: .done
        case .warning, .danger: .alert
        case .note: .lock
        case .plain, .accent: .info
        }
    }
}
