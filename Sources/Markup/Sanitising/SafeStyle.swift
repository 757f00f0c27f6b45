/// The harmless part of a `style` attribute: colours, fonts, distances and borders. Never what loads, moves over other things or computes.
enum SafeStyle {
    static let longest = 8192

    /// Property and value pairs in one form, `nil` when none is left.
    static func checked(_ style: String) -> String? {
        guard style.utf8.count <= longest else { return nil }
        var order: [String] = []
        var values: [String: String] = [:]
        for declaration in style.split(separator: ";") {
            guard let (property, value) = pair(declaration) else { continue }
            if values.updateValue(value, forKey: property) != nil { order.removeAll { $0 == property } }
            order.append(property)
        }
        return order.isEmpty ? nil : order.map { "\($0):\(values[$0] ?? "")" }.joined(separator: ";")
    }

    private static func pair(_ declaration: Substring) -> (String, String)? {
        guard let colon = declaration.firstIndex(of: ":") else { return nil }
        let property = String(declaration[..<colon]).trimmingSpaces().lowercased()
        var value = String(declaration[declaration.index(after: colon)...]).trimmingSpaces()
        if let mark = value.firstIndex(of: "!") { value = String(value[..<mark]).trimmingSpaces() }
        guard !value.isEmpty, value.utf8.count <= 500 else { return nil }
        if property == "font-family" { return StyleValue.fontNames(value).map { (property, $0) } }
        if property == "background" { return StyleValue.colour(value.lowercased()).map { ("background-color", $0) } }
        return kinds[property].flatMap { StyleValue.checked(value.lowercased(), as: $0) }.map { (property, $0) }
    }

    private static let kinds: [String: StyleValue.Kind] = {
        var kinds: [String: StyleValue.Kind] = [:]
        let width = StyleValue.Kind(words: ["thin", "medium", "thick"], length: 0...100)
        let line = StyleValue.Kind(
            words: ["none", "solid", "dotted", "dashed", "double", "groove", "ridge", "inset", "outset", "hidden"], parts: 4)
        let border = StyleValue.Kind(words: width.words.union(line.words), length: 0...100, hasColour: true, parts: 3)
        let margin = StyleValue.Kind(words: ["auto"], length: 0...500)
        let padding = StyleValue.Kind(length: 0...500)
        for side in ["-top", "-right", "-bottom", "-left", ""] {
            kinds["margin\(side)"] = margin.parted(side.isEmpty ? 4 : 1)
            kinds["padding\(side)"] = padding.parted(side.isEmpty ? 4 : 1)
            kinds["border\(side)"] = border
            kinds["border\(side)-width"] = width.parted(side.isEmpty ? 4 : 1)
            kinds["border\(side)-style"] = line.parted(side.isEmpty ? 4 : 1)
            kinds["border\(side)-color"] = StyleValue.Kind(hasColour: true, parts: side.isEmpty ? 4 : 1)
        }
        for side in ["-top-left", "-top-right", "-bottom-left", "-bottom-right", ""] {
            kinds["border\(side)-radius"] = StyleValue.Kind(length: 0...500, parts: side.isEmpty ? 4 : 1)
        }
        return kinds.merging(single) { $1 }
    }()

    private static let single: [String: StyleValue.Kind] = [
        "background-color": .init(hasColour: true),
        "color": .init(hasColour: true),
        "border-collapse": .init(words: ["collapse", "separate"]),
        "border-spacing": .init(length: 0...200, parts: 2),
        "direction": .init(words: ["ltr", "rtl"]),
        "display": .init(words: ["none", "block", "inline", "inline-block", "list-item", "table", "table-row", "table-cell"]),
        "font-size": .init(
            words: ["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller", "larger"], length: 0...300),
        "font-style": .init(words: ["normal", "italic", "oblique"]),
        "font-variant": .init(words: ["normal", "small-caps"]),
        "font-weight": .init(words: ["normal", "bold", "bolder", "lighter"], number: 1...1000),
        "height": .init(words: ["auto"], length: 0...4000),
        "letter-spacing": .init(words: ["normal"], length: -5...50),
        "line-height": .init(words: ["normal"], length: 0...300, number: 0...10),
        "list-style-type": .init(words: [
            "none", "disc", "circle", "square", "decimal", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin", "lower-roman",
            "upper-roman",
        ]),
        "max-height": .init(words: ["none"], length: 0...4000),
        "max-width": .init(words: ["none"], length: 0...4000),
        "min-height": .init(length: 0...4000),
        "min-width": .init(length: 0...4000),
        "overflow-wrap": .init(words: ["normal", "break-word", "anywhere"]),
        "table-layout": .init(words: ["auto", "fixed"]),
        "text-align": .init(words: ["left", "right", "center", "justify", "start", "end"]),
        "text-decoration": .init(words: ["none", "underline", "overline", "line-through"], parts: 2),
        "text-decoration-line": .init(words: ["none", "underline", "overline", "line-through"], parts: 2),
        "text-indent": .init(length: 0...500),
        "text-transform": .init(words: ["none", "uppercase", "lowercase", "capitalize"]),
        "vertical-align": .init(words: ["baseline", "top", "middle", "bottom", "sub", "super", "text-top", "text-bottom"]),
        "white-space": .init(words: ["normal", "nowrap", "pre", "pre-wrap", "pre-line"]),
        "width": .init(words: ["auto"], length: 0...4000),
        "word-break": .init(words: ["normal", "break-all", "break-word", "keep-all"]),
        "word-wrap": .init(words: ["normal", "break-word"]),
    ]
}
