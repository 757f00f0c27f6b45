/// What each line of a mail is to its reader.
struct LineRoles {
    enum Role {
        /// New words, and blank lines.
        case text
        /// Quoted lines that stay, because the sender answers between them.
        case quote
        /// Older mail and what announces it.
        case history
        case signature
    }

    /// What a container of HTML says of a line.
    enum Mark {
        case attribution, signature, cut
    }

    let lines: [TextLine]
    /// From here on all is history; `nil` where no older mail follows unmarked.
    private(set) var cut: Int?
    private var roles: [Role]
    private var attributions: Set<Int> = []

    subscript(index: Int) -> Role { roles[index] }

    init(of lines: [TextLine], marks: [Int: Mark] = [:]) {
        self.lines = lines
        roles = lines.map { $0.depth > 0 ? .quote : .text }
        readDown(marks)
        for index in (cut ?? lines.count)..<lines.count { roles[index] = .history }
        takeUpBrokenQuotes()
        for (index, mark) in marks where mark == .signature && index < end { roles[index] = .signature }
        findSignatures()
        dropQuotes()
    }

    private var end: Int { cut ?? lines.count }

    // MARK: attributions, heads and separators

    private mutating func readDown(_ marks: [Int: Mark]) {
        var index = 0
        var hasWords = false
        while index < lines.count {
            if marks[index] == .cut, hasWords { return cut(at: index) }
            if marks[index] == .attribution, hasWords || QuoteAttribution.quoteFollows(index, in: lines) { attribute(index...index) }
            guard roles[index] == .text, !lines[index].isBlank else {
                index += 1
                continue
            }
            switch history(at: index) {
            case .following where hasWords: return cut(at: index)
            case .announced(let last):
                attribute(index...last)
                index = last + 1
            case .leading(let last):
                if hasWords { return cut(at: index) }
                attribute(index...last)
                index = last + 1
            case .following, nil:
                hasWords = true
                index += 1
            }
        }
    }

    /// Takes with it what only draws a line above.
    private mutating func cut(at index: Int) {
        var start = index
        while start > 0, lines[start - 1].head.allSatisfy({ $0.isWhitespace || "-_—–=*".contains($0) }) { start -= 1 }
        cut = start
    }

    private enum History {
        /// A quote follows that its marks limit.
        case announced(last: Int)
        /// Older mail follows without marks, to the end of the text.
        case following
        /// The same, but where no words stand above, only these lines go.
        case leading(last: Int)
    }

    private func history(at index: Int) -> History? {
        if let kind = QuoteSeparator.kind(of: lines[index].head) { return history(at: index, behind: kind) }
        if QuotedHeader(at: index, in: lines, isAnnounced: false) != nil { return .following }
        guard let last = QuoteAttribution.end(from: index, in: lines) else { return nil }
        return QuoteAttribution.quoteFollows(last, in: lines) ? .announced(last: last) : .leading(last: last)
    }

    private func history(at index: Int, behind kind: QuoteSeparator.Kind) -> History? {
        let below = ((index + 1)..<lines.count).prefix(3).first { !lines[$0].isBlank }
        let head = below.flatMap { QuotedHeader(at: $0, in: lines, isAnnounced: true) }
        switch kind {
        case .original, .forward: return .leading(last: head.map { $0.lines.upperBound - 1 } ?? index)
        case .notification: return .following
        case .rule:
            if head != nil { return .following }
            let isNotified = below.map { QuoteSeparator.kind(of: lines[$0].head) == .notification } ?? false
            return isNotified ? .following : nil
        }
    }

    private mutating func attribute(_ range: ClosedRange<Int>) {
        for index in range {
            roles[index] = .history
            attributions.insert(index)
        }
    }

    // MARK: quotes

    /// Programs that break long quoted lines leave the second half without its mark.
    private mutating func takeUpBrokenQuotes() {
        for index in 1..<max(end - 1, 1) where roles[index] == .text && !lines[index].isBlank {
            let above = lines[index - 1]
            guard roles[index - 1] == .quote, above.text.utf8.count >= 50, above.head.last != "?", lines[index + 1].depth > 0,
                lines[index].head.first?.isLowercase == true
            else { continue }
            roles[index] = .quote
        }
    }

    private mutating func findSignatures() {
        for run in runs(of: .text) {
            guard let start = SignatureBlock.start(in: lines, run) else { continue }
            for index in start..<run.upperBound { roles[index] = .signature }
        }
    }

    /// Quotes below the last words are history; so is one attributed quote above the only words. Others stay.
    private mutating func dropQuotes() {
        let words = (0..<end).filter { roles[$0] == .text && !lines[$0].isBlank }
        guard let first = words.first, let last = words.last else { return }
        let trailing = (last + 1)..<end
        let start = trailing.first { attributions.contains($0) } ?? trailing.lowerBound
        for index in start..<end where roles[index] == .quote { roles[index] = .history }
        let leading = (0..<first).contains { attributions.contains($0) }
        if leading, !(first..<last).contains(where: { roles[$0] == .quote }) {
            for index in 0..<first { roles[index] = .history }
        }
    }

    /// Stretches of one role before the cut.
    private func runs(of role: Role) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for index in 0..<end {
            if roles[index] == role {
                start = start ?? index
            } else if let begin = start {
                runs.append(begin..<index)
                start = nil
            }
        }
        if let begin = start { runs.append(begin..<end) }
        return runs
    }
}
