/// Which HTML of others may be shown: elements, and attributes with what their values may be.
package struct Policy: Sendable {
    /// What stands in a mail: its links and pictures are whole addresses.
    package static let mail = Policy(hasOwnPaths: false)
    /// What agents write in an article: links and pictures may also be paths of ours.
    package static let article = Policy(hasOwnPaths: true)

    let hasOwnPaths: Bool
    var elements: [String: [String: Rule]] { Self.elements }

    /// What the value of an attribute may be.
    enum Rule: Sendable {
        case text
        /// Digits, up to that number.
        case number(Int)
        /// Digits, perhaps with a percent sign.
        case length
        case colour
        case one(of: Set<String>)
        /// An attribute that counts by being there.
        case flag
        case fontNames
        case language
        case style
        /// Where a link leads or a picture comes from: written by the element itself.
        case address
    }

    /// The address of a link, written out; `nil` for what leads nowhere it may.
    func link(_ address: String) -> String? {
        SafeURL.link(address) ?? (hasOwnPaths ? SafeURL.ownPath(address) : nil)
    }

    /// What an attribute of that element may be; `nil` when it is left out.
    func rule(for attribute: String, on element: String) -> Rule? {
        elements[element]?[attribute] ?? Self.common[attribute]
    }
}

extension Policy {
    private static let common: [String: Rule] = [
        "style": .style, "title": .text, "lang": .language, "dir": .one(of: ["ltr", "rtl", "auto"]),
        "align": .one(of: ["left", "right", "center", "justify", "middle", "top", "bottom"]),
    ]

    private static let table: [String: Rule] = [
        "border": .number(100), "cellpadding": .number(200), "cellspacing": .number(200), "width": .length, "height": .length,
        "bgcolor": .colour, "summary": .text,
        "frame": .one(of: ["void", "above", "below", "hsides", "lhs", "rhs", "vsides", "box", "border"]),
        "rules": .one(of: ["none", "groups", "rows", "cols", "all"]), "bordercolor": .colour,
    ]
    private static let valign: Rule = .one(of: ["top", "middle", "bottom", "baseline"])
    private static let part: [String: Rule] = ["valign": valign, "bgcolor": .colour, "height": .length]
    private static let cell: [String: Rule] = part.merging([
        "colspan": .number(1000), "rowspan": .number(1000), "width": .length, "nowrap": .flag, "abbr": .text,
        "scope": .one(of: ["row", "col", "rowgroup", "colgroup"]),
    ]) { $1 }
    private static let column: [String: Rule] = ["span": .number(1000), "width": .length, "valign": valign]

    private static let elements: [String: [String: Rule]] = {
        var elements: [String: [String: Rule]] = [:]
        for name in plain { elements[name] = [:] }
        return elements.merging([
            "a": ["href": .address],
            "bdo": [:],
            "blockquote": ["type": .one(of: ["cite"])],
            "br": ["clear": .one(of: ["left", "right", "all", "none"])],
            "col": column, "colgroup": column,
            "details": ["open": .flag],
            "font": ["color": .colour, "size": .one(of: sizes), "face": .fontNames],
            "hr": ["width": .length, "size": .number(100), "color": .colour, "noshade": .flag],
            "img": [
                "src": .address, "data-remote-src": .address, "alt": .text, "width": .length, "height": .length, "border": .number(100),
                "hspace": .number(200), "vspace": .number(200),
            ],
            "li": ["value": .number(99_999), "type": .one(of: markers)],
            "ol": ["start": .number(99_999), "type": .one(of: markers), "reversed": .flag],
            "table": table, "tbody": part, "td": cell, "tfoot": part, "th": cell, "thead": part, "tr": part,
            "time": ["datetime": .text],
            "ul": ["type": .one(of: markers)],
        ]) { $1 }
    }()

    private static let plain: Set = [
        "abbr", "acronym", "address", "article", "aside", "b", "bdi", "big", "caption", "center", "cite", "code", "dd", "del", "dfn", "dir",
        "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "ins",
        "kbd", "main", "mark", "menu", "nav", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
        "summary", "sup", "tt", "u", "var", "wbr",
    ]
    private static let sizes: Set = ["1", "2", "3", "4", "5", "6", "7", "+1", "+2", "+3", "+4", "-1", "-2", "-3"]
    private static let markers: Set = ["1", "a", "A", "i", "I", "disc", "circle", "square", "none"]
}
