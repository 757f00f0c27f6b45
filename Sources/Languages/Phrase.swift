/// A text with gaps, cut into pieces once so that filling it is quick.
struct Phrase: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case gap(String)
    }

    let pieces: [Piece]

    /// Reads `Hello {name}`. A brace that opens no name of letters and digits is a brace.
    init(_ source: String) {
        var pieces: [Piece] = []
        var text = ""
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            let name = rest[rest.index(after: open)...].prefix { $0.isLetter || $0.isNumber }
            text += rest[..<open]
            guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
                text.append("{")
                rest = rest[rest.index(after: open)...]
                continue
            }
            if !text.isEmpty { pieces.append(.text(text)) }
            pieces.append(.gap(String(name)))
            text = ""
            rest = rest[rest.index(after: name.endIndex)...]
        }
        text += rest
        if !text.isEmpty || pieces.isEmpty { pieces.append(.text(text)) }
        self.pieces = pieces
    }

    var gaps: Set<String> {
        Set(pieces.compactMap { if case .gap(let name) = $0 { name } else { nil } })
    }

    /// The text with every gap filled by the same value: for texts with one gap, quicker than by name.
    func filled(_ value: String) -> String {
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .gap: result += value
            }
        }
        return result
    }

    /// The text with its gaps filled; a gap without a value stays visible.
    func filled(_ values: [String: String]) -> String {
        if pieces.count == 1, case .text(let text) = pieces[0] { return text }
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .gap(let name): result += values[name] ?? "{\(name)}"
            }
        }
        return result
    }
}
