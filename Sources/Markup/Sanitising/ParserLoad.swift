/// Follows what the HTML parser does with its stack of open elements and its list of formatting elements (§13.2.4), to say beforehand
/// how deep and how large the tree will become. In doubt it counts too much.
struct ParserLoad {
    /// Open elements but formatting ones, outermost first.
    private var open: [String] = []
    private var formatting: [Formatting] = []
    private var cells = 0
    private(set) var elements = 0
    private(set) var deepest = 0
    /// Whether words stand between the cells of a table, or a formatting element ends across blocks. The parser moves such things into
    /// places where it would not leave them when it reads the outcome.
    private(set) var isDisordered = false

    /// A formatting element that has not been ended.
    private struct Formatting {
        let name: String
        /// Tells elements of one name apart: the parser keeps at most three that are alike.
        let likeness: Int
        /// Table cells open around it: inside another cell it has no effect.
        let cells: Int
        /// Open elements around it; `nil` when its parent has been closed over it, until the next text copies it.
        var level: Int?
        /// False for the first of four that are alike: still open, but never copied.
        var isListed = true
    }

    static let deepest = 512
    static let mostElements = 60_000

    var isTooMuch: Bool { deepest > Self.deepest || elements > Self.mostElements }

    mutating func text(isBlank: Bool) {
        if !isBlank { noteMisplaced() }
        copyFormatting()
    }

    mutating func start(_ name: String, written: ArraySlice<UInt8>) {
        elements += 1
        if !Self.tableParts.contains(name) { noteMisplaced() }
        if Self.formatting.contains(name) { return startFormatting(name, written) }
        if Self.tableParts.contains(name) { return startTablePart(name) }
        closeImplied(by: name)
        if name == "table", let index = open.lastIndex(where: Self.scope.contains), open[index] == "table" { truncate(to: index) }
        if !Self.special.contains(name) || name == "br" || name == "img" { copyFormatting() }
        if !Set.voidElements.contains(name) { push(name) }
    }

    mutating func end(_ name: String) {
        switch name {
        case _ where Self.formatting.contains(name): endFormatting(name)
        case "table": pop(through: ["table"], stoppingAt: [])
        case _ where Self.tableParts.contains(name): pop(through: [name], stoppingAt: ["table"])
        case "p":
            if !pop(through: ["p"], stoppingAt: Self.scope) {  // The parser makes an empty paragraph.
                elements += 1
                noteMisplaced()
            }
        case "li": pop(through: ["li"], stoppingAt: Self.listScope)
        case _ where Self.headings.contains(name): pop(through: Self.headings, stoppingAt: Self.scope)
        case "br": start("br", written: [])
        case _ where Self.special.contains(name): pop(through: [name], stoppingAt: Self.scope)
        default: pop(through: [name], stoppingAt: Self.special)
        }
    }
}

extension ParserLoad {
    private static let formatting: Set = ["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"]
    private static let cell: Set = ["td", "th", "caption"]
    private static let sections: Set = ["tbody", "thead", "tfoot"]
    private static let tableParts = cell.union(sections).union(["tr", "col", "colgroup"])
    private static let scope = cell.union(["table"])
    private static let listScope = scope.union(["ol", "ul"])
    private static let itemScope = special.subtracting(["address", "div", "p"])
    private static let headings: Set = ["h1", "h2", "h3", "h4", "h5", "h6"]
    /// Elements that an end tag of an ordinary element does not reach across.
    private static let special = tableParts.union(headings).union([
        "address", "article", "aside", "blockquote", "br", "center", "dd", "details", "dir", "div", "dl", "dt", "figcaption", "figure",
        "footer", "header", "hgroup", "hr", "img", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
        "wbr",
    ])

    private mutating func noteMisplaced() {
        guard let last = open.last, last == "table" || last == "tr" || last == "colgroup" || Self.sections.contains(last) else { return }
        if last == "colgroup" { truncate(to: open.count - 1) }
        isDisordered = true
    }

    private mutating func push(_ name: String) {
        open.append(name)
        if Self.cell.contains(name) { cells += 1 }
        deepest = max(deepest, open.count + formatting.count)
    }

    private mutating func pushImplied(_ name: String) {
        elements += 1
        push(name)
    }

    /// Closes the innermost of these elements and all within it, unless one to stop at stands between.
    @discardableResult
    private mutating func pop(through names: Set<String>, stoppingAt stops: Set<String>) -> Bool {
        guard let index = open.lastIndex(where: { names.contains($0) || stops.contains($0) }), names.contains(open[index]) else {
            return false
        }
        truncate(to: index)
        return true
    }

    private mutating func truncate(to count: Int) {
        while open.count > count {
            if Self.cell.contains(open.removeLast()) { cells -= 1 }
        }
        formatting.removeAll { $0.cells > cells }
        loseParents { $0 > count }
    }

    /// Formatting elements at such levels have been closed over.
    private mutating func loseParents(at level: (Int) -> Bool) {
        for index in formatting.indices {
            if let own = formatting[index].level, level(own) { formatting[index].level = nil }
        }
        formatting.removeAll { $0.level == nil && !$0.isListed }
    }

    /// Elements that end by themselves where another begins.
    private mutating func closeImplied(by name: String) {
        guard Self.special.contains(name), name != "br", name != "img", name != "wbr" else { return }
        if name == "li" { pop(through: ["li"], stoppingAt: Self.itemScope) }
        if name == "dd" || name == "dt" { pop(through: ["dd", "dt"], stoppingAt: Self.itemScope) }
        if name != "table" { pop(through: ["p"], stoppingAt: Self.special) }
        if Self.headings.contains(name), let last = open.last, Self.headings.contains(last),
            !formatting.contains(where: { $0.level == open.count })
        {
            truncate(to: open.count - 1)
        }
    }

    private mutating func startTablePart(_ name: String) {
        guard let table = open.lastIndex(of: "table") else { return }
        var keep = table + 1
        let isInSection = keep < open.count && Self.sections.contains(open[keep])
        if ["tr", "td", "th"].contains(name), isInSection { keep += 1 }
        if name == "td" || name == "th", keep < open.count, open[keep] == "tr" { keep += 1 }
        truncate(to: keep)
        loseParents { $0 == keep }
        let isCell = name == "td" || name == "th"
        if isCell || name == "tr", open.last == "table" { pushImplied("tbody") }
        if isCell, open.last != "tr" { pushImplied("tr") }
        if name == "col" { elements += 1 }  // A colgroup around it.
        if name != "col" { push(name) }
    }

    private mutating func startFormatting(_ name: String, _ written: ArraySlice<UInt8>) {
        if name == "a", let outer = formatting.lastIndex(where: { $0.name == "a" && $0.cells == cells }) {
            close(at: outer, across: blocks(within: formatting[outer]))
        }
        copyFormatting()
        let likeness = Array(written).hashValue
        let alike = formatting.indices.filter {
            formatting[$0].likeness == likeness && formatting[$0].cells == cells && formatting[$0].isListed
        }
        if alike.count >= 3 { formatting[alike[0]].isListed = false }
        formatting.append(Formatting(name: name, likeness: likeness, cells: cells, level: open.count))
        deepest = max(deepest, open.count + formatting.count)
    }

    /// The parser carries the element through at most eight blocks that it is ended across.
    private mutating func endFormatting(_ name: String) {
        let own = formatting.indices.filter { formatting[$0].name == name && formatting[$0].cells == cells }
        guard let index = own.last(where: { formatting[$0].isListed }) ?? own.last else { return }
        let blocks = blocks(within: formatting[index])
        if blocks < (formatting[index].isListed ? 8 : 1) { close(at: index, across: blocks) } else { elements += 32 }
    }

    /// What was opened within is copied: at once into each block, up to three elements, or by the next text.
    private mutating func close(at index: Int, across blocks: Int) {
        elements += min(blocks, 8) * 4
        if blocks > 0 { isDisordered = true }
        formatting.remove(at: index)
        guard blocks == 0 else { return }
        for inner in formatting.indices.dropFirst(index) { formatting[inner].level = nil }
        formatting.removeAll { $0.level == nil && !$0.isListed }
    }

    private func blocks(within element: Formatting) -> Int {
        open[min(element.level ?? open.count, open.count)...].lazy.filter(Self.special.contains).count
    }

    /// What happens before text: formatting elements whose parent was closed over them begin again.
    private mutating func copyFormatting() {
        for index in formatting.indices.reversed() where formatting[index].level == nil && formatting[index].cells == cells {
            formatting[index].level = open.count
            elements += 1
        }
    }
}
