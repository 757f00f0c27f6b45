import Languages
import Markup

/// How a button looks. One `.primary` on a page.
package enum ButtonLook: String, Sendable {
    case normal = "btn", primary = "btn primary", danger = "btn danger", plain = "btn plain"
}

extension Parts {
    /// A button that sends its form, with `name=value` where given; `type: "button"` for one that only scripts hear.
    /// - Parameters:
    ///   - key: the key that presses it, shown on it: `s`, `g i`, `Ctrl+Enter`.
    ///   - extra: more attributes, with a space before: `" data-x=\"1\""`.
    package func button(
        _ text: String, _ look: ButtonLook = .normal, icon: Icon? = nil, name: String? = nil, value: String? = nil,
        key: String? = nil, type: String = "submit", extra: HTML = .empty
    ) -> HTML {
        """
        <button class="\(look.rawValue)" type="\(type)"\(attribute("name", name))\(attribute("value", value))\
        \(attribute("data-key", key))\(extra)>\(icon?.html)<span>\(text)</span>\(keys(key))</button>
        """
    }

    /// A link that looks like a button. `dialog`: the page behind it is shown as a dialog where scripts run.
    package func link(
        _ text: String, to address: String, _ look: ButtonLook = .normal, icon: Icon? = nil, key: String? = nil,
        dialog: Bool = false, fold: Bool = false, extra: HTML = .empty
    ) -> HTML {
        """
        <a class="\(look.rawValue)\(fold ? " fold" : "")" href="\(address)"\(attribute("data-key", key))\
        \(dialog ? " data-dialog" : HTML.empty)\(extra)>\(icon?.html)<span>\(text)</span>\(keys(key))</a>
        """
    }

    /// A square button that shows an icon alone; `name` is read aloud and shown on hover.
    package func iconButton(_ icon: Icon, _ name: String, key: String? = nil, type: String = "button", extra: HTML = .empty) -> HTML {
        """
        <button class="btn plain square" type="\(type)" aria-label="\(name)" title="\(titled(name, key))"\
        \(attribute("data-key", key))\(extra)>\(icon.html)</button>
        """
    }

    /// The same as a link.
    package func iconLink(
        _ icon: Icon, _ name: String, to address: String, key: String? = nil, dialog: Bool = false, extra: HTML = .empty
    ) -> HTML {
        """
        <a class="btn plain square" href="\(address)" aria-label="\(name)" title="\(titled(name, key))"\
        \(attribute("data-key", key))\(dialog ? " data-dialog" : HTML.empty)\(extra)>\(icon.html)</a>
        """
    }

    /// Keys as they are drawn on a keyboard: `g i` gives two, `Ctrl+Enter` one.
    package func keys(_ key: String?) -> HTML {
        guard let key else { return .empty }
        let caps = key.split(separator: " ").map { cap -> HTML in "<kbd>\(Self.cap(String(cap)))</kbd>" }
        return caps.joined()
    }

    /// ` name="value"`, or nothing.
    package func attribute(_ name: StaticString, _ value: String?) -> HTML {
        guard let value else { return .empty }
        return " \(HTML(stringLiteral: name))=\"\(value)\""
    }

    private func titled(_ name: String, _ key: String?) -> String {
        guard let key else { return name }
        return "\(name) (\(key.split(separator: " ").map { Self.cap(String($0)) }.joined(separator: " ")))"
    }

    private static func cap(_ key: String) -> String {
        switch key {
        case "Ctrl+Enter": "Ctrl ↵"
        case "Enter": "↵"
        case "Mod+k": "Ctrl K"
        default: key.count == 1 ? key.uppercased() : key
        }
    }
}
