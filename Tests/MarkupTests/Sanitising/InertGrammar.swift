/// A second opinion on sanitised HTML, sharing nothing with the sanitiser: a strict grammar of what harmless output looks like. What a
/// browser could read in two ways does not match it.
struct InertGrammar {
    private let text: [Character]
    private var index = 0

    /// Why that HTML could do something; `nil` when it cannot.
    static func objection(to html: String) -> String? {
        var grammar = InertGrammar(text: Array(html.unicodeScalars.map { Character($0) }))
        while grammar.index < grammar.text.count {
            if let objection = grammar.next() {
                return "\(objection) near \(String(grammar.text[max(0, grammar.index - 60)..<min(grammar.text.count, grammar.index + 60)]))"
            }
        }
        return nil
    }

    private static let elements = Set(
        """
        a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl
        dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu nav ol p pre q s samp section
        small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let attributes = Set(
        """
        abbr align alt bgcolor border bordercolor cellpadding cellspacing clear color colspan data-remote-src datetime dir face frame height
        href hspace lang noshade nowrap open rel reversed rowspan rules scope size span src start style summary target title type valign value
        vspace width
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private mutating func next() -> String? {
        let character = text[index]
        index += 1
        if character == ">" { return "a loose >" }
        if character == "\0" { return "a NUL" }
        guard character == "<" else { return nil }
        let isEnd = index < text.count && text[index] == "/"
        if isEnd { index += 1 }
        let name = word()
        guard Self.elements.contains(name) else { return "element \(name)" }
        while index < text.count, text[index] == " " {
            if isEnd { return "attribute of an end tag" }
            index += 1
            if let objection = attribute() { return objection }
        }
        guard index < text.count, text[index] == ">" else { return "a tag without end" }
        index += 1
        return nil
    }

    private mutating func word() -> String {
        let start = index
        while index < text.count, text[index].isASCII, text[index].isLowercase || text[index].isNumber || text[index] == "-" { index += 1 }
        return String(text[start..<index])
    }

    private mutating func attribute() -> String? {
        let name = word()
        guard Self.attributes.contains(name) else { return "attribute \(name)" }
        guard index + 1 < text.count, text[index] == "=", text[index + 1] == "\"" else { return "\(name) without quotes" }
        index += 2
        let start = index
        while index < text.count, text[index] != "\"" {
            if text[index] == "<" || text[index] == ">" || text[index] == "`" && name == "href" { return "\(text[index]) in \(name)" }
            index += 1
        }
        let value = String(text[start..<index])
        index += 1
        return Self.objection(to: value, of: name)
    }

    private static func objection(to value: String, of name: String) -> String? {
        let lowered = value.lowercased()
        switch name {
        case "href": return ["http://", "https://", "mailto:", "tel:"].contains { lowered.hasPrefix($0) } ? nil : "href \(value)"
        case "src": return lowered.hasPrefix("cid:") ? nil : "src \(value)"
        case "data-remote-src": return lowered.hasPrefix("http://") || lowered.hasPrefix("https://") ? nil : "picture \(value)"
        case "style":
            let lowered = lowered.replacing("&#39;", with: "")
            let words = ["url", "expression", "\\", "@", "var(", "position", "float", "z-index", "import", "behavior", "/*", "&"]
            return words.first { lowered.contains($0) }.map { "\($0) in style \(value)" }
        default: return nil
        }
    }
}
